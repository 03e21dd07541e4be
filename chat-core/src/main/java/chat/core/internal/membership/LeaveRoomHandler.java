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

/** Leaving a room: for good by request, or for now when a connection ends. */
public final class LeaveRoomHandler {
  private LeaveRoomHandler() {}

  /** Ends the membership of whoever asks, on all their connections. */
  public static void leave(Room room, PendingReply<LeaveRoom.Left> request) {
    ConnectedUser person = request.person();
    if (!AccessPolicy.mayRead(room, person)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (room.conversation().isPresent()) {
      room.broadcaster()
          .answer(request, Rejections.invalid("room", "A direct conversation cannot be left."));
    } else if (!person.isMember(room.id())) {
      room.broadcaster().answer(request, Outcome.accepted(new LeaveRoom.Left(room.id())));
    } else {
      room.lane()
          .await(
              room.chat().directory().leave(room.id(), person.id()),
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
        room, request.person(), request.from(), () -> room.broadcaster().answer(request, done));
    room.rooms().peers().membership(room.id(), request.person().id());
  }

  /** The membership may have ended all the same, so it is read. */
  private static void unsure(Room room, PendingReply<LeaveRoom.Left> request, Throwable failure) {
    room.report(failure);
    room.broadcaster().answer(request, Rejections.unavailable());
    room.newMembers().inDoubt(request.person());
    MembershipCheck.check(room, request.person(), again -> {});
  }

  /** Takes out a connection that has ended; its person stays present for the grace. */
  public static void vanish(Room room, Connection connection) {
    if (!room.roster().drop(connection)) {
      return;
    }
    User user = connection.person().user();
    Object leaving = new Object();
    room.roster()
        .grace(
            user.id(),
            leaving,
            room.later(
                room.chat().settings().presenceGrace(), () -> expire(room, connection, leaving)));
  }

  private static void expire(Room room, Connection connection, Object leaving) {
    User user = connection.person().user();
    if (room.roster().expire(user.id(), leaving)) {
      room.typing().stopped(user).ifPresent(signal -> room.broadcaster().tell(signal, user.id()));
      room.presence().went(user);
    }
  }
}
