package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Raises the read marker of the user in a room. A lower {@code seq} than the current one changes
 * nothing. Immutable.
 *
 * @param room the room
 * @param seq the {@code seq} of the last event that the user has read
 */
public record MarkRead(RoomId room, long seq) implements Command<MarkRead.Marked> {
  /**
   * The current read marker.
   *
   * @param room the room
   * @param seq the current read marker: never lower than an earlier one unless a {@link MarkUnread}
   *     has set it back
   * @param unread number of messages of other users after it, at most 1,000
   */
  public record Marked(RoomId room, long seq, int unread) implements Reply {}

  /** Rejects null. */
  public MarkRead {
    Objects.requireNonNull(room, "room");
  }
}
