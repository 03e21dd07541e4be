package chat.server.account;

import chat.core.model.UserId;
import java.util.Objects;

/**
 * The user and the session on whose behalf a change is made. A store makes the change only if, in
 * the same transaction, the session is still open and the user is not retired: both may have
 * changed since the request was authenticated, while it waited for a password hash or for the
 * writer. Immutable.
 *
 * @param user the user of the session
 * @param session the hash of its token
 */
public record Actor(UserId user, TokenHash session) {
  /** Rejects nulls. */
  public Actor {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(session, "session");
  }
}
