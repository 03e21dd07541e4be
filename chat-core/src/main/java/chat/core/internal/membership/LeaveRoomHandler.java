package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.room.LeaveRoom;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.MembershipEnd;
import chat.core.internal.room.Room;
import chat.core.model.User;

/**
 * Handler of {@link LeaveRoom}, which ends a membership, and of closed connections, which ends a
 * presence. All methods must be called in the lane of the room. Stateless.
 */
public final class LeaveRoomHandler {
  private LeaveRoomHandler() {}

  /** Ends the membership of the caller, on all connections of the user. */
  public static void leave(Room room, PendingReply<LeaveRoom.Left> request) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (room.conversation().isPresent()) {
      room.broadcaster()
          .answer(request, Rejections.invalid("room", "A direct conversation cannot be left."));
    } else if (!user.isMember(room.id())) {
      room.broadcaster().answer(request, Outcome.accepted(new LeaveRoom.Left(room.id())));
    } else {
      room.lane()
          .await(
              room.chat().directory().leave(room.id(), user.id()),
              (done, failure) -> {
                if (failure == null) {
                  left(room, request);
                } else {
                  unsure(room, request, failure);
                }
              });
    }
  }

  private static void left(Room room, PendingReply<LeaveRoom.Left> request) {
    Outcome<LeaveRoom.Left> done = Outcome.accepted(new LeaveRoom.Left(room.id()));
    MembershipEnd.apply(
        room, request.user(), request.from(), () -> room.broadcaster().answer(request, done));
    room.rooms().peers().membership(room.id(), request.user().id());
  }

  /** Reads the membership, which may have ended although the store failed. */
  private static void unsure(Room room, PendingReply<LeaveRoom.Left> request, Throwable failure) {
    room.newMembers().inDoubt(request.user());
    MembershipCheck.unsure(room, request, failure);
  }

  /** Removes a closed connection; its user stays present for the grace period. */
  public static void disconnect(Room room, Connection connection) {
    if (!room.roster().drop(connection)) {
      return;
    }
    User user = connection.user().profile();
    Object leaving = new Object();
    room.roster()
        .grace(
            user.id(),
            leaving,
            room.later(
                room.chat().settings().presenceGrace(), () -> expire(room, connection, leaving)));
  }

  private static void expire(Room room, Connection connection, Object leaving) {
    User user = connection.user().profile();
    if (room.roster().expire(user.id(), leaving)) {
      room.typing()
          .stopped(user)
          .ifPresent(signal -> room.broadcaster().broadcast(signal, user.id()));
      room.presence().left(user);
    }
  }
}
