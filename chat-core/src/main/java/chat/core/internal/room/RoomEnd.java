package chat.core.internal.room;

import chat.core.model.RoomKind;

/**
 * Ends a room that was removed from the store. All methods must be called in its lane. Stateless.
 */
public final class RoomEnd {
  private RoomEnd() {}

  /** Ends a conversation that the directory has removed with its users. */
  public static void removed(Room room) {
    room.roster().clear().forEach(connection -> connection.left(room.id()));
    room.ended();
  }

  /** Ends a room that another node has removed. */
  public static void removedElsewhere(Room room) {
    if (room.isLive()) {
      boolean isPublic = room.kind() == RoomKind.PUBLIC;
      removed(room);
      room.connectedUsers().remote().roomRemoved(room.id(), isPublic);
    }
  }
}
