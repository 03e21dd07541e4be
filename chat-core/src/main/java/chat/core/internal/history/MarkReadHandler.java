package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.message.MarkRead;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.internal.room.UnreadCount;

/** How far people have read, and what is left. Marks are stored off the lane, which goes on. */
public final class MarkReadHandler {
  private MarkReadHandler() {}

  public static void mark(Room room, PendingReply<MarkRead.Marked> request, MarkRead command) {
    ConnectedUser person = request.person();
    if (!AccessPolicy.mayRead(room, person)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, person)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else if (command.seq() > room.log().head() && room.rooms().peers().exist()) {
      room.catchUp().refresh(request, () -> markKnown(room, request, command));
    } else {
      markKnown(room, request, command);
    }
  }

  private static void markKnown(
      Room room, PendingReply<MarkRead.Marked> request, MarkRead command) {
    ConnectedUser person = request.person();
    if (command.seq() < 0 || command.seq() > room.log().head()) {
      room.broadcaster()
          .answer(request, Rejections.invalid("seq", "A mark is not beyond the end of the room."));
    } else if (command.seq() <= person.mark(room.id()).orElse(0)) {
      marked(room, request, false);
    } else {
      store(room, request, command.seq());
    }
  }

  private static void store(Room room, PendingReply<MarkRead.Marked> request, long seq) {
    request.when(
        room.chat().directory().mark(room.id(), request.person().id(), seq),
        done ->
            room.rooms()
                .offer(
                    room.id(),
                    RoomTask.further(request, (again, same) -> stored(again, same, seq))));
  }

  private static void stored(Room room, PendingReply<MarkRead.Marked> request, long seq) {
    if (!AccessPolicy.isMember(room, request.person())) {
      room.broadcaster().answer(request, Rejections.notMember()); // left meanwhile
      return;
    }
    boolean isNew = request.person().read(room.id(), seq);
    if (isNew) {
      room.rooms().peers().marked(room.id(), request.person().id(), seq);
    }
    marked(room, request, isNew);
  }

  /** Answers, and tells the person's other connections of a mark that is new. */
  private static void marked(Room room, PendingReply<MarkRead.Marked> request, boolean isNew) {
    ConnectedUser person = request.person();
    long mark = person.mark(room.id()).orElse(0);
    request.when(
        UnreadCount.after(room, person.id(), mark),
        unread -> {
          request.answerNow(Outcome.accepted(new MarkRead.Marked(room.id(), mark, unread)));
          if (isNew) {
            person.tell(new Signal.ReadElsewhere(room.id(), mark, unread), request.from());
          }
        });
  }
}
