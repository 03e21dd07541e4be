package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Removes a room with all its messages. For administrators; permanent rooms and direct
 * conversations cannot be removed. Immutable.
 *
 * @param room the room
 */
public record RemoveRoom(RoomId room) implements Command<RemoveRoom.Removed> {
  /**
   * The room is removed.
   *
   * @param room the removed room
   */
  public record Removed(RoomId room) implements Reply {}

  /** Rejects null. */
  public RemoveRoom {
    Objects.requireNonNull(room, "room");
  }
}
