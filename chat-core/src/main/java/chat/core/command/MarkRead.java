package chat.core.command;

import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Notes that everything up to a number is read. Marks never go back. Immutable.
 *
 * @param room which room
 * @param seq the last one read
 */
public record MarkRead(RoomId room, long seq) implements Command<Reply.MarkedRead> {
  /** Takes the parts as they are. */
  public MarkRead {
    Objects.requireNonNull(room, "room");
  }
}
