package chat.core.internal.history;

import chat.core.command.Outcome;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.ListMembers;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.log.EventTail;
import chat.core.internal.log.Paging;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.Room;
import chat.core.model.Conversation;
import chat.core.model.Position;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogPage;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Handlers of {@link ReadHistory} and {@link ListMembers}. What the tail in memory holds is
 * answered in the lane of the room; anything else is read from the log outside of the lane, up to
 * the head at the time of the command. Stateless.
 */
public final class HistoryHandlers {
  private HistoryHandlers() {}

  public static void history(
      Room room, PendingReply<ReadHistory.Read> request, ReadHistory command) {
    if (!AccessPolicy.mayRead(room, request.user())) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (room.rooms().peers().exist() && request.from().isVisit()) {
      room.catchUp()
          .refresh(
              request,
              () -> read(room, request, command)); // the caller may have posted on another node
    } else {
      read(room, request, command);
    }
  }

  private static void read(Room room, PendingReply<ReadHistory.Read> request, ReadHistory command) {
    boolean forward = command.after().isPresent();
    int limit =
        command.limit().orElse(forward ? ProtocolLimits.MAX_PAGE : ProtocolLimits.DEFAULT_PAGE);
    Position head = room.log().position();
    long floor = room.log().floor();
    CompletionStage<List<RoomEvent>> events =
        forward
            ? after(room, command.after().getAsLong(), limit)
            : before(room, command.before().orElse(Long.MAX_VALUE), limit);
    request.when(
        events,
        found -> {
          ReadHistory.Read page =
              forward ? firstOf(room, found, limit, head) : lastOf(room, found, limit, head, floor);
          request.when(
              MessageHandlers.own(room, request, page.events()),
              own -> request.answerNow(Outcome.accepted(page.with(own))));
        });
  }

  private static CompletionStage<List<RoomEvent>> after(Room room, long after, int limit) {
    EventTail tail = room.log().tail();
    if (after >= tail.head()) {
      return CompletableFuture.completedFuture(List.of());
    }
    if (tail.covers(after)) {
      return CompletableFuture.completedFuture(tail.between(after, tail.head() + 1));
    }
    long end = tail.head();
    return room.chat()
        .log()
        .readAfter(room.id(), after, limit)
        .thenApply(page -> page.events().stream().filter(event -> event.seq() <= end).toList());
  }

  private static CompletionStage<List<RoomEvent>> before(Room room, long before, int limit) {
    EventTail tail = room.log().tail();
    long end = Math.min(before, tail.head() + 1);
    return room.log().holdsPage(end, limit)
        ? CompletableFuture.completedFuture(tail.page(end, limit).events())
        : room.chat().log().readBefore(room.id(), end, limit).thenApply(LogPage::events);
  }

  private static ReadHistory.Read firstOf(
      Room room, List<RoomEvent> found, int limit, Position head) {
    List<RoomEvent> events = Paging.first(found, limit);
    boolean more = !events.isEmpty() && events.get(events.size() - 1).seq() < head.seq();
    return new ReadHistory.Read(room.id(), events, head, OptionalLong.empty(), more);
  }

  private static ReadHistory.Read lastOf(
      Room room, List<RoomEvent> found, int limit, Position head, long floor) {
    List<RoomEvent> events = Paging.last(found, limit);
    boolean more = !events.isEmpty() && events.get(0).seq() > floor + 1;
    OptionalLong from = OptionalLong.of(Paging.from(events, more, floor));
    return new ReadHistory.Read(room.id(), events, head, from, more);
  }

  public static void members(
      Room room, PendingReply<ListMembers.Listed> request, ListMembers command) {
    if (!AccessPolicy.mayRead(room, request.user())) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
      return;
    }
    int limit = command.limit().orElse(ProtocolLimits.DEFAULT_PAGE);
    UserId after = command.after().orElse(null);
    List<User> users =
        room.conversation()
            .map(conversation -> online(room, conversation, after))
            .orElseGet(() -> room.roster().users(after, limit + 1));
    boolean more = users.size() > limit;
    room.broadcaster()
        .answer(
            request,
            Outcome.accepted(
                new ListMembers.Listed(
                    room.id(), List.copyOf(more ? users.subList(0, limit) : users), more)));
  }

  /** The users of a conversation who are online, by ascending id. */
  public static List<User> online(Room room, Conversation conversation, UserId after) {
    return room.connectedUsers().online(conversation).stream()
        .map(ConnectedUser::profile)
        .filter(user -> after == null || user.id().compareTo(after) > 0)
        .toList();
  }
}
