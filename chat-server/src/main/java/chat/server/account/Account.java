package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.util.Objects;

/**
 * The account of a registered user. Immutable.
 *
 * @param user the user, whose current name is the name to sign in with
 * @param passwordHash the encoded hash from {@code PasswordHasher}, with its parameters
 * @param role the permissions of the account
 * @param created the time of registration
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
