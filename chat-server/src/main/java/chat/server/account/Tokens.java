package chat.server.account;

import chat.core.model.UserId;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Generates secrets and ids: random bits in characters that are allowed in a URL, a cookie and a
 * header.
 */
public final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** A session token: 256 bits, in 43 characters. */
  public static String ofSession() {
    return random(32);
  }

  /** A signup invite token: 128 bits, in 22 characters. */
  public static String ofSignupInvite() {
    return random(16);
  }

  /** The id of a new user, which is not secret: 128 bits, unique. */
  public static UserId ofUser() {
    return UserId.of(random(16));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
