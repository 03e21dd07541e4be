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
      room.audience().answer(request, Rejections.noSuchRoom());
    } else if (room.conversation().isPresent()) {
      room.audience()
          .answer(request, Rejections.invalid("room", "A direct conversation cannot be left."));
    } else if (!person.isMember(room.id())) {
      room.audience().answer(request, Outcome.accepted(new LeaveRoom.Left(room.id())));
    } else {
      room.lane()
          .await(
              room.house().directory().leave(room.id(), person.id()),
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
        room, request.person(), request.from(), () -> room.audience().answer(request, done));
    room.rooms().peers().membership(room.id(), request.person().id());
  }

  /** The membership may have ended all the same, so it is read. */
  private static void unsure(Room room, PendingReply<LeaveRoom.Left> request, Throwable failure) {
    room.report(failure);
    room.audience().answer(request, Rejections.unavailable());
    room.admitting().inDoubt(request.person());
    MembershipCheck.check(room, request.person(), again -> {});
  }

  /** Takes out a connection that has ended; its person stays present for the grace. */
  public static void vanish(Room room, Connection listener) {
    if (!room.roster().drop(listener)) {
      return;
    }
    User user = listener.person().user();
    Object leaving = new Object();
    room.roster()
        .grace(
            user.id(),
            leaving,
            room.later(
                room.house().settings().presenceGrace(), () -> expire(room, listener, leaving)));
  }

  private static void expire(Room room, Connection listener, Object leaving) {
    User user = listener.person().user();
    if (room.roster().expire(user.id(), leaving)) {
      room.typing().stopped(user).ifPresent(signal -> room.audience().tell(signal, user.id()));
      room.presence().went(user);
    }
  }
}
