package chat.server.account.service;

import chat.core.model.User;
import chat.server.account.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long sessions of accounts live. A guest's lives as long as the guest does; a bot's until its
 * owner ends it. Immutable.
 *
 * @param idle how long one may go unused
 * @param max how long one lives at most
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

  /** Whatever was seen last before this has gone unused for too long. */
  Instant seenBefore(Instant now) {
    return now.minus(idle);
  }

  /** Whatever was opened before this has lived for too long. */
  Instant createdBefore(Instant now) {
    return now.minus(max);
  }
}
