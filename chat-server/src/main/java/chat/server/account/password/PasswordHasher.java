package chat.server.account.password;

/** Hashes passwords, slowly on purpose: the caller is a thread that may wait. Thread-safe. */
public interface PasswordHasher {
  /** A hash of {@code password} with a salt of its own, and all that it takes to check it. */
  String hash(String password);

  /** Whether {@code hash} was made of {@code password}. */
  boolean matches(String password, String hash);

  /**
   * A hash that no password matches and that is as much work to check as a new one: by what is
   * checked when there is no account, so that nobody can tell by the time.
   */
  String dummy();
}
