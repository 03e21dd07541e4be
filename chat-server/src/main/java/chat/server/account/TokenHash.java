package chat.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a token. A stolen store opens no session: a token has at least 128 random bits,
 * so its hash needs neither salt nor stretching. Immutable.
 *
 * @param value the SHA-256 of the token, in hexadecimal
 */
public record TokenHash(String value) {
  /** 96 bits: no two that anybody has are the same, and they say nothing of the token. */
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

  /** By which whoever owns the token may speak of it without saying it. */
  public String id() {
    return value.substring(0, ID_LENGTH);
  }

  /** Whether it is the hash of {@code token}, at the same cost for every token. */
  public boolean isOf(String token) {
    return MessageDigest.isEqual(value.getBytes(UTF_8), of(token).value().getBytes(UTF_8));
  }
}
