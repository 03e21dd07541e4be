package chat.server.account.password;

/** Hashes passwords, slowly on purpose: call it only on threads that may block. Thread-safe. */
public interface PasswordHasher {
  /**
   * A hash of {@code password} with a random salt, encoded with all parameters that a check needs.
   */
  String hash(String password);

  /** Whether {@code hash} is a hash of {@code password}. */
  boolean matches(String password, String hash);

  /**
   * A hash that no password matches and that costs as much to check as a new one. It is checked
   * when there is no account, so that the response time does not reveal which accounts exist.
   */
  String dummy();
}
