package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Ends one's membership of a room, on all one's connections. Immutable.
 *
 * @param room which room
 */
public record LeaveRoom(RoomId room) implements Command<LeaveRoom.Left> {
  /**
   * The user is no member any more.
   *
   * @param room the room left
   */
  public record Left(RoomId room) implements Reply {}

  /** Rejects null. */
  public LeaveRoom {
    Objects.requireNonNull(room, "room");
  }
}
