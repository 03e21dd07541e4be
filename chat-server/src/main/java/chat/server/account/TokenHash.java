package chat.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a session's token. A stolen store opens no session: the token has 256 random
 * bits, so its hash needs neither salt nor stretching. Immutable.
 *
 * @param value the SHA-256 of the token, in hexadecimal
 */
public record TokenHash(String value) {
  /** The hash of {@code token}. */
  public static TokenHash of(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return new TokenHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
