package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Shows the others that one is writing, or no longer. Ends by itself after 5 s. Immutable.
 *
 * @param room which room
 * @param typing whether one is
 */
public record SetTyping(RoomId room, boolean typing) implements Command<SetTyping.Noted> {
  /** The others are shown it, if they had to be. */
  public record Noted() implements Reply {}

  /** Rejects null. */
  public SetTyping {
    Objects.requireNonNull(room, "room");
  }
}
