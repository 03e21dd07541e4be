package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.Notifications;
import chat.core.model.RoomId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Sets of which messages of a room the user wants to be notified. Immutable.
 *
 * @param room the room
 * @param level which messages
 * @param until when this ends, a time in the future; from then on it is all messages. Empty when it
 *     does not end
 */
public record SetNotifications(RoomId room, Notifications.Level level, Optional<Instant> until)
    implements Command<SetNotifications.Set> {
  /**
   * The setting is stored.
   *
   * @param room the room
   * @param notifications the setting
   */
  public record Set(RoomId room, Notifications notifications) implements Reply {}

  /** Rejects null. */
  public SetNotifications {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(until, "until");
  }

  @Override
  public Optional<Outcome.Refused<Set>> check(int maxTextLength) {
    return level == Notifications.Level.ALL && until.isPresent()
        ? Optional.of(
            Outcome.invalid(
                "until", "Notifications of all messages have no end: another level ends in them."))
        : Optional.empty();
  }
}
