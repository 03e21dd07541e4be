package chat.core.room;

import chat.core.command.MarkRead;
import chat.core.command.Outcome;
import chat.core.event.Signal;

/** How far people have read, and what is left. Marks are stored off the lane, which goes on. */
final class Marking {
  private Marking() {}

  static void mark(Room room, Request<MarkRead.Marked> request, MarkRead command) {
    Person person = request.person();
    if (!Access.mayRead(room, person)) {
      room.audience().answer(request, Refusals.noSuchRoom());
    } else if (!Access.isMember(room, person)) {
      room.audience().answer(request, Refusals.notMember());
    } else if (command.seq() > room.log().head() && room.rooms().peers().exist()) {
      room.catchUp().refresh(request, () -> markKnown(room, request, command));
    } else {
      markKnown(room, request, command);
    }
  }

  private static void markKnown(Room room, Request<MarkRead.Marked> request, MarkRead command) {
    Person person = request.person();
    if (command.seq() < 0 || command.seq() > room.log().head()) {
      room.audience()
          .answer(request, Refusals.invalid("seq", "A mark is not beyond the end of the room."));
    } else if (command.seq() <= person.mark(room.id()).orElse(0)) {
      marked(room, request, false);
    } else {
      store(room, request, command.seq());
    }
  }

  private static void store(Room room, Request<MarkRead.Marked> request, long seq) {
    request.when(
        room.house().directory().mark(room.id(), request.person().id(), seq),
        done ->
            room.rooms()
                .offer(
                    room.id(), Task.further(request, (again, same) -> stored(again, same, seq))));
  }

  private static void stored(Room room, Request<MarkRead.Marked> request, long seq) {
    if (!Access.isMember(room, request.person())) {
      room.audience().answer(request, Refusals.notMember()); // left meanwhile
      return;
    }
    boolean isNew = request.person().read(room.id(), seq);
    if (isNew) {
      room.rooms().peers().marked(room.id(), request.person().id(), seq);
    }
    marked(room, request, isNew);
  }

  /** Answers, and tells the person's other connections of a mark that is new. */
  private static void marked(Room room, Request<MarkRead.Marked> request, boolean isNew) {
    Person person = request.person();
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
