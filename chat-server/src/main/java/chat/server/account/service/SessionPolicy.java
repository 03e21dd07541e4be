package chat.server.account.service;

import chat.core.model.User;
import chat.server.account.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The lifetime of sessions of accounts. A guest's session lasts as long as the guest is known; a
 * bot's until its owner revokes it. Immutable.
 *
 * @param idle the longest time without use
 * @param max the longest time since it was opened
 */
public record SessionPolicy(Duration idle, Duration max) {
  /** Rejects null. */
  public SessionPolicy {
    Objects.requireNonNull(idle, "idle");
    Objects.requireNonNull(max, "max");
  }

  boolean isOver(SessionRecord session, User.Kind kind, Instant now) {
    return kind == User.Kind.REGISTERED
        && (session.seen().isBefore(seenBefore(now))
            || session.created().isBefore(createdBefore(now)));
  }

  /** Sessions last used before this time have expired. */
  Instant seenBefore(Instant now) {
    return now.minus(idle);
  }

  /** Sessions opened before this time have expired. */
  Instant createdBefore(Instant now) {
    return now.minus(max);
  }
}
