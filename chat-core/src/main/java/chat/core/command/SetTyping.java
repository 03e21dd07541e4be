package chat.core.command;

import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Shows the others that one is writing, or no longer. Ends by itself after 5 s. Immutable.
 *
 * @param room which room
 * @param typing whether one is
 */
public record SetTyping(RoomId room, boolean typing) implements Command<Reply.TypingNoted> {
  /** Takes the parts as they are. */
  public SetTyping {
    Objects.requireNonNull(room, "room");
  }
}
