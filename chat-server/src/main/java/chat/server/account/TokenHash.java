package chat.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash of a token, which is stored in place of the token. A stolen store therefore opens no
 * session: a token has at least 128 random bits, so its hash needs neither salt nor stretching.
 * Immutable.
 *
 * @param value the SHA-256 of the token, in hexadecimal
 */
public record TokenHash(String value) {
  /** 96 bits: collisions are out of the question, and the prefix does not reveal the token. */
  private static final int ID_LENGTH = 24;

  /** The hash of {@code token}. */
  public static TokenHash of(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return new TokenHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** An id by which the owner of the token can refer to it without revealing it. */
  public String id() {
    return value.substring(0, ID_LENGTH);
  }

  /** Whether this is the hash of {@code token}, compared in constant time. */
  public boolean isOf(String token) {
    return MessageDigest.isEqual(value.getBytes(UTF_8), of(token).value().getBytes(UTF_8));
  }
}
