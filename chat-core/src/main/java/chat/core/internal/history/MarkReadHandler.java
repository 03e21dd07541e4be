package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkUnread;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.Rejections;
import chat.core.internal.log.EventTail;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.MembershipCheck;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.internal.room.UnreadCount;
import chat.core.model.ReadMarker;
import chat.core.port.LogPage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Handler of {@link MarkRead} and {@link MarkUnread}. A raised read marker is stored outside of the
 * lane of the room, which does not wait; one that is set back is stored and taken over while the
 * lane waits, so that messages of the user raise it before or afterwards, as in the store.
 * Stateless.
 */
public final class MarkReadHandler {
  private MarkReadHandler() {}

  public static void mark(Room room, PendingReply<MarkRead.Marked> request, MarkRead command) {
    checked(room, request, command.seq(), () -> markKnown(room, request, command.seq()));
  }

  public static void markUnread(
      Room room, PendingReply<MarkRead.Marked> request, MarkUnread command) {
    checked(room, request, command.seq(), () -> findUnread(room, request, command.seq()));
  }

  /** Runs {@code next} if the user is a member and the room has no head before {@code seq}. */
  private static void checked(
      Room room, PendingReply<MarkRead.Marked> request, long seq, Runnable next) {
    ConnectedUser user = request.user();
    if (!AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (!AccessPolicy.isMember(room, user)) {
      room.broadcaster().answer(request, Rejections.notMember());
    } else if (seq > room.log().head() && room.rooms().peers().exist()) {
      room.catchUp().refresh(request, () -> withinLog(room, request, seq, next));
    } else {
      withinLog(room, request, seq, next);
    }
  }

  private static void withinLog(
      Room room, PendingReply<MarkRead.Marked> request, long seq, Runnable next) {
    if (seq < 0 || seq > room.log().head()) {
      room.broadcaster()
          .answer(
              request,
              Rejections.invalid(
                  "seq", "A read marker cannot be after the last event of the room."));
    } else {
      next.run();
    }
  }

  private static void markKnown(Room room, PendingReply<MarkRead.Marked> request, long seq) {
    if (seq <= request.user().readMarker(room.id())) {
      marked(room, request);
    } else {
      room.chat()
          .directory()
          .mark(room.id(), request.user().id(), seq)
          .whenComplete(
              (stored, failure) -> {
                if (failure == null) {
                  room.rooms()
                      .offer(
                          room.id(),
                          RoomTask.further(
                              request,
                              (again, same) ->
                                  ifLater(
                                      again, same, stored, marker -> raised(again, same, marker))));
                } else {
                  MembershipCheck.unsureLater(room, request, failure);
                }
              });
    }
  }

  private static void findUnread(Room room, PendingReply<MarkRead.Marked> request, long seq) {
    room.broadcaster()
        .await(
            request,
            event(room, seq),
            event -> {
              if (event.filter(MessagePosted.class::isInstance).isPresent()) {
                setBack(room, request, seq - 1);
              } else {
                room.broadcaster()
                    .answer(
                        request,
                        new Outcome.Refused<>(
                            Refusal.NOT_FOUND, "seq", "The room has no such message."));
              }
            });
  }

  /** The kept event with this {@code seq}, which may be 0. */
  private static CompletionStage<Optional<RoomEvent>> event(Room room, long seq) {
    EventTail tail = room.log().tail();
    if (seq <= room.log().floor()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletionStage<List<RoomEvent>> events =
        tail.covers(seq - 1)
            ? CompletableFuture.completedFuture(tail.between(seq - 1, seq + 1))
            : room.chat().log().readAfter(room.id(), seq - 1, 1).thenApply(LogPage::events);
    return events.thenApply(
        found -> found.stream().filter(event -> event.seq() == seq).findFirst());
  }

  private static void setBack(Room room, PendingReply<MarkRead.Marked> request, long seq) {
    room.lane()
        .await(
            room.chat().directory().markUnread(room.id(), request.user().id(), seq),
            (stored, failure) -> {
              if (failure == null) {
                ifLater(room, request, stored, marker -> takeBack(room, request, marker));
              } else {
                MembershipCheck.unsure(room, request, failure);
              }
            });
  }

  private static void takeBack(
      Room room, PendingReply<MarkRead.Marked> request, ReadMarker marker) {
    room.lane()
        .await(
            UnreadCount.after(room, request.user().id(), marker.seq()),
            (unread, failure) -> {
              if (failure == null) {
                moved(room, request, marker, unread);
              } else {
                MembershipCheck.unsure(room, request, failure);
              }
            });
  }

  private static void raised(Room room, PendingReply<MarkRead.Marked> request, ReadMarker marker) {
    request.when(
        UnreadCount.after(room, request.user().id(), marker.seq()),
        unread ->
            room.rooms()
                .offer(
                    room.id(),
                    RoomTask.further(
                        request, (again, same) -> moved(again, same, marker, unread))));
  }

  /** Calls {@code next} with a stored read marker, unless this node knows it or a later one. */
  private static void ifLater(
      Room room,
      PendingReply<MarkRead.Marked> request,
      Optional<ReadMarker> stored,
      Consumer<ReadMarker> next) {
    ConnectedUser user = request.user();
    if (stored.isEmpty() || !AccessPolicy.isMember(room, user)) {
      room.broadcaster().answer(request, Rejections.notMember()); // left meanwhile
    } else if (user.membership(room.id()).filter(known -> known.isBefore(stored.get())).isEmpty()) {
      marked(room, request);
    } else {
      next.accept(stored.get());
    }
  }

  /**
   * Takes over a new read marker whose unread messages are counted, and tells it to the other
   * connections of the user. A marker that was not counted stays unknown to this node, so that a
   * repeated command tells it.
   */
  private static void moved(
      Room room, PendingReply<MarkRead.Marked> request, ReadMarker marker, int unread) {
    ConnectedUser user = request.user();
    if (!user.mark(room.id(), marker)) {
      marked(room, request); // a later one is known by now
      return;
    }
    room.rooms().peers().marked(room.id(), user.id(), marker);
    request.answerNow(Outcome.accepted(new MarkRead.Marked(room.id(), marker.seq(), unread)));
    user.send(new Signal.ReadElsewhere(room.id(), marker.seq(), unread), request.from());
  }

  /** Answers the command with the read marker as it is. */
  private static void marked(Room room, PendingReply<MarkRead.Marked> request) {
    ConnectedUser user = request.user();
    long mark = user.readMarker(room.id());
    request.when(
        UnreadCount.after(room, user.id(), mark),
        unread ->
            request.answerNow(Outcome.accepted(new MarkRead.Marked(room.id(), mark, unread))));
  }
}
