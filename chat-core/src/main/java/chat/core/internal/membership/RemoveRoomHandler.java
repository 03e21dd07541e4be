package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.room.RemoveRoom;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.Room;
import chat.core.model.RoomKind;
import chat.core.model.UserId;
import java.util.List;

/** Handler of {@link RemoveRoom}. All methods must be called in the lane of the room. Stateless. */
public final class RemoveRoomHandler {
  private RemoveRoomHandler() {}

  public static void remove(Room room, PendingReply<RemoveRoom.Removed> request) {
    if (!AccessPolicy.mayRead(room, request.user())) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.mayRemove(room, request.from())) {
      room.broadcaster().answer(request, Rejections.forbidden());
    } else if (room.conversation().isPresent()) {
      room.broadcaster()
          .answer(request, Rejections.invalid("room", "A direct conversation cannot be removed."));
    } else if (room.record().permanent()) {
      room.broadcaster()
          .answer(
              request,
              Rejections.invalid(
                  "room",
                  "A permanent room cannot be removed; it is set in the server configuration."));
    } else {
      room.broadcaster()
          .await(
              request,
              room.chat().directory().removeRoom(room.id()),
              members -> removed(room, request, members));
    }
  }

  private static void removed(
      Room room, PendingReply<RemoveRoom.Removed> request, List<UserId> members) {
    boolean isPublic = room.kind() == RoomKind.PUBLIC;
    room.roster().clear().forEach(connection -> connection.left(room.id()));
    room.broadcaster().answer(request, Outcome.accepted(new RemoveRoom.Removed(room.id())));
    room.ended();
    room.rooms().peers().ended(room.id(), isPublic);
    if (isPublic) {
      room.connectedUsers().publicRoomRemoved(room.id(), members);
    } else {
      room.connectedUsers().roomRemoved(room.id(), members);
    }
  }
}
