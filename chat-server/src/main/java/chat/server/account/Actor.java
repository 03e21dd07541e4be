package chat.server.account;

import chat.core.model.UserId;
import java.util.Objects;

/**
 * The user and the session in whose name a change is made. A store makes the change only if, in the
 * same transaction, the session is still open and the user is not retired: what was known when the
 * request was identified may be over after waiting for a hash or for the writer. Immutable.
 *
 * @param user whose session it is
 * @param session the hash of its token
 */
public record Actor(UserId user, TokenHash session) {
  /** Rejects nulls. */
  public Actor {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(session, "session");
  }
}
