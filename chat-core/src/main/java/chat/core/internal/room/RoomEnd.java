package chat.core.internal.room;

import chat.core.model.RoomKind;

/** The end of a room that is gone from the store. All methods belong to its lane. Stateless. */
public final class RoomEnd {
  private RoomEnd() {}

  /** Ends a conversation that the directory has removed, for its users are gone. */
  public static void gone(Room room) {
    room.roster().clear().forEach(connection -> connection.left(room.id()));
    room.ended();
  }

  /** Ends a room that another node has removed. */
  public static void vanished(Room room) {
    if (room.isLive()) {
      boolean isPublic = room.kind() == RoomKind.PUBLIC;
      gone(room);
      room.connectedUsers().remote().roomGone(room.id(), isPublic);
    }
  }
}
