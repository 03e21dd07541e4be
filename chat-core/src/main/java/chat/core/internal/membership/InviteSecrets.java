package chat.core.internal.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Generates and hashes the secrets of room invites: 128 random bits, of which the store has only
 * the SHA-256 hash. Stateless.
 */
final class InviteSecrets {
  private static final int SECRET_BYTES = 16;

  private InviteSecrets() {}

  static String secret(RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /**
   * The SHA-256 hash of a secret in hexadecimal. Spaces around the secret, which copying may add,
   * are ignored.
   */
  static String hash(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.strip().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError(
          "SHA-256 is not available, although every Java platform has to support it", e);
    }
  }
}
