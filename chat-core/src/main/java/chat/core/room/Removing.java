package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.RemoveRoom;
import chat.core.model.RoomKind;
import chat.core.model.UserId;
import java.util.List;

/** Removing a room by an administrator. All methods belong to the room's lane. */
final class Removing {
  private Removing() {}

  static void remove(Room room, Request<RemoveRoom.Removed> request) {
    if (!Access.mayRead(room, request.person())) {
      room.audience().answer(request, Refusals.noSuchRoom());
    } else if (!Access.mayRemove(room, request.from())) {
      room.audience().answer(request, Refusals.forbidden());
    } else if (room.conversation().isPresent()) {
      room.audience()
          .answer(request, Refusals.invalid("room", "A direct conversation cannot be removed."));
    } else if (room.record().permanent()) {
      room.audience()
          .answer(
              request,
              Refusals.invalid(
                  "room", "A permanent room cannot be removed: the settings name it."));
    } else {
      room.audience()
          .await(
              request,
              room.house().directory().removeRoom(room.id()),
              members -> removed(room, request, members));
    }
  }

  private static void removed(
      Room room, Request<RemoveRoom.Removed> request, List<UserId> members) {
    boolean isPublic = room.kind() == RoomKind.PUBLIC;
    room.roster().clear().forEach(listener -> listener.left(room.id()));
    room.audience().answer(request, Outcome.accepted(new RemoveRoom.Removed(room.id())));
    room.ended();
    room.rooms().peers().ended(room.id(), isPublic);
    if (isPublic) {
      room.people().publicRoomRemoved(room.id(), members);
    } else {
      room.people().roomRemoved(room.id(), members);
    }
  }
}
