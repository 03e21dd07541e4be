package chat.core.command.message;

import chat.core.command.Command;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Sets the read marker of the user in a room to the event before a message, so that this message
 * and all after it count as unread. The only command by which a read marker goes back. Immutable.
 *
 * @param room the room
 * @param seq the {@code seq} of the first message that is to count as unread
 */
public record MarkUnread(RoomId room, long seq) implements Command<MarkRead.Marked> {
  /** Rejects null. */
  public MarkUnread {
    Objects.requireNonNull(room, "room");
  }
}
