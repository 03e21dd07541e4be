package chat.server.account;

import chat.core.model.UserId;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes secrets and ids: random bits in characters that may stand in a URL, a cookie and a header.
 */
public final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** A session's: 256 bits, in 43 characters. */
  public static String ofSession() {
    return random(32);
  }

  /** An invitation's: 128 bits, in 22 characters that people send each other. */
  public static String ofInvitation() {
    return random(16);
  }

  /** The id of somebody new, which is no secret: 128 bits, which nobody else has. */
  public static UserId ofUser() {
    return UserId.of(random(16));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
