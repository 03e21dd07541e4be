package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Signals to the other users of a room that the user is typing, or has stopped. Typing ends
 * automatically after 5 s. Immutable.
 *
 * @param room the room
 * @param typing whether the user is typing
 */
public record SetTyping(RoomId room, boolean typing) implements Command<SetTyping.Noted> {
  /** The state is set, and signalled if needed. */
  public record Noted() implements Reply {}

  /** Rejects null. */
  public SetTyping {
    Objects.requireNonNull(room, "room");
  }
}
