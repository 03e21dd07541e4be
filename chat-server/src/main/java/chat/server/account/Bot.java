package chat.server.account;

import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A bot: a user that is a program, owned by an account. Immutable.
 *
 * @param user its id and current name
 * @param owner the user whose account owns it
 * @param scopes what its token permits
 * @param created when it was created
 */
public record Bot(User user, UserId owner, Set<Scope> scopes, Instant created) {
  /** Rejects null. */
  public Bot {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(owner, "owner");
    scopes = Set.copyOf(scopes);
    Objects.requireNonNull(created, "created");
  }
}
