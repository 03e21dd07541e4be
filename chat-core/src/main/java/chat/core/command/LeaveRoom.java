package chat.core.command;

import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Ends one's membership of a room, on all one's connections. Immutable.
 *
 * @param room which room
 */
public record LeaveRoom(RoomId room) implements Command<Reply.LeftRoom> {
  /** Takes the room as it is. */
  public LeaveRoom {
    Objects.requireNonNull(room, "room");
  }
}
