package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.port.MessageReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lists the pinned messages of a room, the latest pin first. Immutable.
 *
 * @param room the room
 * @param before only pins before this {@code seq} of a pin's event
 */
public record ListPins(RoomId room, OptionalLong before) implements Command<ListPins.Listed> {
  /**
   * A pin with its message.
   *
   * @param pin who pinned it, and when
   * @param message the message as it is now
   */
  public record Pinned(MessageReader.Pin pin, MessagePosted message) {
    /** Rejects null. */
    public Pinned {
      Objects.requireNonNull(pin, "pin");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * Pins with their messages as they are now.
   *
   * @param room the room
   * @param pins the pins, the latest first
   * @param more whether there are earlier pins
   * @param mine the caller's own reactions
   */
  public record Listed(RoomId room, List<Pinned> pins, boolean more, OwnReactions mine)
      implements Reply {}

  /** Rejects null. */
  public ListPins {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(before, "before");
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    return before.orElse(0) < 0
        ? Optional.of(Outcome.invalid("before", "A seq must be at least 0."))
        : Optional.empty();
  }
}
