package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.util.Objects;

/**
 * What makes somebody registered. Immutable.
 *
 * @param user who; the name to sign in with is the name of now
 * @param passwordHash as {@code PasswordHasher} makes it
 * @param role what they may do
 * @param created when they registered
 */
public record Account(UserId user, String passwordHash, Role role, Instant created) {
  /** Rejects null. */
  public Account {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(passwordHash, "passwordHash");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(created, "created");
  }

  @Override
  public String toString() {
    return user + " (" + role + ")"; // the hash is as good as a secret
  }
}
