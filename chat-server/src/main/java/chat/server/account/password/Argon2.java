package chat.server.account.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import java.security.SecureRandom;

/**
 * Argon2id as OWASP recommends it: 19 MiB, two passes, one lane. A hash takes about 70 ms of one
 * core. Thread-safe.
 */
public final class Argon2 implements PasswordHasher {
  private static final int MEMORY_KIBIBYTES = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int VERSION = 0x13;

  /** Has the cost parameters of a new hash; no password is known that matches it. */
  private static final String DUMMY =
      "$argon2id$v=19$m=19456,t=2,p=1$"
          + "ZHVtbXkgb2Ygbm9ib2R5IQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final SecureRandom random = new SecureRandom();

  @Override
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return Argon2Function.getInstance(
            MEMORY_KIBIBYTES, PASSES, LANES, HASH_BYTES, com.password4j.types.Argon2.ID, VERSION)
        .hash(password.getBytes(UTF_8), salt)
        .getResult();
  }

  /** Takes the parameters from {@code hash}, so hashes with earlier parameters still work. */
  @Override
  public boolean matches(String password, String hash) {
    return Argon2Function.getInstanceFromHash(hash).check(password, hash);
  }

  @Override
  public String dummy() {
    return DUMMY;
  }
}
