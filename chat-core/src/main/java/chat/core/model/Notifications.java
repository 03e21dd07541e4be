package chat.core.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Of which messages of a room a member wants to be notified. Clients obey it; the chat only keeps
 * it. Immutable.
 *
 * @param level which messages
 * @param until when it ends; from then on it is {@link #ALL}. Empty when it does not end, as it is
 *     for {@link Level#ALL}
 */
public record Notifications(Level level, Optional<Instant> until) {
  /** Which messages a member is notified of. */
  public enum Level {
    /** All messages. */
    ALL,
    /** Those that mention the member. */
    MENTIONS,
    /** None. */
    NONE
  }

  /** The setting of a new member. */
  public static final Notifications ALL = new Notifications(Level.ALL, Optional.empty());

  /**
   * @throws IllegalArgumentException if {@link Level#ALL} ends
   */
  public Notifications {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(until, "until");
    if (level == Level.ALL && until.isPresent()) {
      throw new IllegalArgumentException("all messages are the setting after the end of another");
    }
  }

  /** The setting that applies at {@code now}. */
  public Notifications at(Instant now) {
    return until.isPresent() && !now.isBefore(until.get()) ? ALL : this;
  }
}
