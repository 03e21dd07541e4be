package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Ends the membership of the user in a room, on all connections of the user. Immutable.
 *
 * @param room the room
 */
public record LeaveRoom(RoomId room) implements Command<LeaveRoom.Left> {
  /**
   * The user is not a member any more.
   *
   * @param room the room left
   */
  public record Left(RoomId room) implements Reply {}

  /** Rejects null. */
  public LeaveRoom {
    Objects.requireNonNull(room, "room");
  }
}
