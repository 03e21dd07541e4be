package chat.server.account;

import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A program with a name and an id of its own. Immutable.
 *
 * @param user as what it is known, under the name of now
 * @param owner whose account it belongs to
 * @param scopes what its token is good for
 * @param created when it was made
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
