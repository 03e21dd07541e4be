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

/**
 * Handler of {@link MarkRead}. Read markers are stored outside of the lane of the room, which does
 * not wait. Stateless.
 */
public final class MarkReadHandler {
  private MarkReadHandler() {}

  public static void mark(Room room, PendingReply<MarkRead.Marked> request, MarkRead command) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, user)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else if (command.seq() > room.log().head() && room.rooms().peers().exist()) {
      room.catchUp().refresh(request, () -> markKnown(room, request, command));
    } else {
      markKnown(room, request, command);
    }
  }

  private static void markKnown(
      Room room, PendingReply<MarkRead.Marked> request, MarkRead command) {
    ConnectedUser user = request.user();
    if (command.seq() < 0 || command.seq() > room.log().head()) {
      room.broadcaster()
          .answer(
              request,
              Rejections.invalid(
                  "seq", "A read marker cannot be after the last event of the room."));
    } else if (command.seq() <= user.readMarker(room.id()).orElse(0)) {
      marked(room, request, false);
    } else {
      store(room, request, command.seq());
    }
  }

  private static void store(Room room, PendingReply<MarkRead.Marked> request, long seq) {
    request.when(
        room.chat().directory().mark(room.id(), request.user().id(), seq),
        done ->
            room.rooms()
                .offer(
                    room.id(),
                    RoomTask.further(request, (again, same) -> stored(again, same, seq))));
  }

  private static void stored(Room room, PendingReply<MarkRead.Marked> request, long seq) {
    if (!AccessPolicy.isMember(room, request.user())) {
      room.broadcaster().answer(request, Rejections.notMember()); // left meanwhile
      return;
    }
    boolean isNew = request.user().markRead(room.id(), seq);
    if (isNew) {
      room.rooms().peers().marked(room.id(), request.user().id(), seq);
    }
    marked(room, request, isNew);
  }

  /** Answers the command, and sends a changed read marker to the other connections of the user. */
  private static void marked(Room room, PendingReply<MarkRead.Marked> request, boolean isNew) {
    ConnectedUser user = request.user();
    long mark = user.readMarker(room.id()).orElse(0);
    request.when(
        UnreadCount.after(room, user.id(), mark),
        unread -> {
          request.answerNow(Outcome.accepted(new MarkRead.Marked(room.id(), mark, unread)));
          if (isNew) {
            user.send(new Signal.ReadElsewhere(room.id(), mark, unread), request.from());
          }
        });
  }
}
