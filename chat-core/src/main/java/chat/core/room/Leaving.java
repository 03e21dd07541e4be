package chat.core.room;

import chat.core.command.LeaveRoom;
import chat.core.command.Outcome;
import chat.core.model.User;

/** Leaving a room: for good by request, or for now when a connection ends. */
final class Leaving {
  private Leaving() {}

  /** Ends the membership of whoever asks, on all their connections. */
  static void leave(Room room, Request<LeaveRoom.Left> request) {
    Person person = request.person();
    if (!Access.mayRead(room, person)) {
      room.audience().answer(request, Refusals.noSuchRoom());
    } else if (room.conversation().isPresent()) {
      room.audience()
          .answer(request, Refusals.invalid("room", "A direct conversation cannot be left."));
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

  private static void left(Room room, Request<LeaveRoom.Left> request) {
    Outcome<LeaveRoom.Left> done = Outcome.accepted(new LeaveRoom.Left(room.id()));
    MembershipEnd.apply(
        room, request.person(), request.from(), () -> room.audience().answer(request, done));
    room.rooms().peers().membership(room.id(), request.person().id());
  }

  /** The membership may have ended all the same, so it is read. */
  private static void unsure(Room room, Request<LeaveRoom.Left> request, Throwable failure) {
    room.report(failure);
    room.audience().answer(request, Refusals.unavailable());
    room.admitting().inDoubt(request.person());
    MembershipCheck.check(room, request.person(), again -> {});
  }

  /** Takes out a connection that has ended; its person stays present for the grace. */
  static void vanish(Room room, Listener listener) {
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

  private static void expire(Room room, Listener listener, Object leaving) {
    User user = listener.person().user();
    if (room.roster().expire(user.id(), leaving)) {
      room.typing().stopped(user).ifPresent(signal -> room.audience().tell(signal, user.id()));
      room.presence().went(user);
    }
  }
}
