package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.room.JoinRoom;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.history.HistoryHandlers;
import chat.core.internal.log.EventTail;
import chat.core.internal.log.Paging;
import chat.core.internal.room.AccessPolicy;
import chat.core.internal.room.Room;
import chat.core.internal.room.RoomTask;
import chat.core.internal.room.RoomViews;
import chat.core.internal.room.UnreadCount;
import chat.core.model.Position;
import chat.core.model.User;
import chat.core.port.LogPage;
import chat.core.port.MessageLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Joining a room: becoming a member, being present, and reading on from a cursor.
 *
 * <p>The reply's events and the live ones must meet without gap or repeat. What memory does not
 * hold is read off the lane; when it is here, the lane adds what came meanwhile from the tail, and
 * only then the connection begins to listen. So nothing is held back for anybody. All methods
 * belong to the room's lane.
 */
final class JoinRoomHandler {
  /**
   * What a join asks for.
   *
   * @param admitted whether a code has opened the door
   */
  record Options(Optional<Position> after, int limit, boolean users, boolean admitted) {}

  /**
   * What was read off the lane.
   *
   * @param page what follows the cursor, or the latest messages when there is none, when the tail
   *     does not hold it
   * @param head the head up to which it was read
   */
  private record Fetched(Optional<LogPage> page, long head, int unread, Optional<User> with) {
    List<RoomEvent> events() {
      return page.map(LogPage::events).orElse(List.of());
    }

    Fetched with(LogPage latest, long newHead) {
      return new Fetched(Optional.of(latest), newHead, unread, with);
    }
  }

  private JoinRoomHandler() {}

  static void join(Room room, PendingReply<JoinRoom.Joined> request, Options options) {
    if (room.rooms().peers().exist() && options.after().filter(room.log()::isBefore).isPresent()) {
      room.catchUp().refresh(request, () -> joinKnown(room, request, options));
    } else {
      joinKnown(room, request, options);
    }
  }

  private static void joinKnown(Room room, PendingReply<JoinRoom.Joined> request, Options options) {
    ConnectedUser person = request.person();
    if (!options.admitted() && !AccessPolicy.mayRead(room, person)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (room.conversation().isEmpty() && !room.rooms().mayEnter(room.id(), request.from())) {
      room.broadcaster().answer(request, Rejections.busy());
    } else if (room.newMembers().isSettled(person)) {
      fetch(room, request, options);
    } else if (!AccessPolicy.mayBelongToAnother(person)) {
      room.broadcaster().answer(request, Rejections.tooManyRooms());
    } else {
      room.newMembers().add(request, () -> fetch(room, request, options));
    }
  }

  private static Optional<Position> cursor(Room room, Options options) {
    return options.after().filter(room.log()::continuesAt);
  }

  /** Reads what memory does not hold, if anything, and completes the join. */
  static void fetch(Room room, PendingReply<JoinRoom.Joined> request, Options options) {
    CompletionStage<Fetched> fetched = read(room, request.person(), options);
    CompletableFuture<Fetched> soFar = fetched.toCompletableFuture();
    if (soFar.isDone() && !soFar.isCompletedExceptionally()) {
      noteFloor(room, soFar.join());
      complete(room, request, options, soFar.join());
      return;
    }
    room.joinUnderWay(+1);
    fetched.whenComplete(
        (found, failure) -> {
          RoomTask task =
              RoomTask.further(
                  request,
                  (again, same) -> {
                    again.joinUnderWay(-1);
                    again
                        .broadcaster()
                        .settle(same, found, failure, page -> fetched(again, same, options, page));
                  });
          if (!room.offer(task)) {
            request.answerNow(Rejections.noSuchRoom()); // it has ended meanwhile
          }
        });
  }

  private static CompletionStage<Fetched> read(Room room, ConnectedUser person, Options options) {
    Optional<Position> cursor = cursor(room, options);
    boolean held =
        cursor.isPresent()
            ? room.log().tail().covers(cursor.get().seq())
            : room.log().holdsPage(room.log().head() + 1, options.limit());
    CompletionStage<Optional<LogPage>> page =
        held
            ? CompletableFuture.completedFuture(Optional.empty())
            : readPage(room, cursor, options.limit()).thenApply(Optional::of);
    long head = room.log().head();
    return page.thenCombine(
        RoomViews.ofMember(room, person),
        (read, view) -> new Fetched(read, head, view.unread().orElse(0), view.with()));
  }

  private static CompletionStage<LogPage> readPage(
      Room room, Optional<Position> cursor, int limit) {
    MessageLog log = room.chat().log();
    return cursor.isPresent()
        ? log.readAfter(room.id(), cursor.get().seq(), limit)
        : log.readBefore(room.id(), room.log().head() + 1, limit);
  }

  /** Learns what the log has dropped: a cursor before that is no longer one to go on from. */
  private static void noteFloor(Room room, Fetched fetched) {
    fetched.page().ifPresent(page -> room.log().reconcile(page.head()));
  }

  private static void fetched(
      Room room, PendingReply<JoinRoom.Joined> request, Options options, Fetched found) {
    noteFloor(room, found);
    if (!AccessPolicy.isMember(room, request.person())) {
      room.broadcaster()
          .answer(request, Rejections.notMember()); // left on another connection meanwhile
    } else if (cursor(room, options).isPresent() || showsLatest(room, options, found)) {
      complete(room, request, options, found);
    } else {
      // The tail was dropped while something was read. Now the lane waits, and nothing comes.
      room.broadcaster()
          .await(
              request,
              readPage(room, Optional.empty(), options.limit()),
              latest -> complete(room, request, options, found.with(latest, room.log().head())));
    }
  }

  /** Whether the tail, with what was read, shows a page that ends at the head. */
  private static boolean showsLatest(Room room, Options options, Fetched found) {
    return room.log().holdsPage(room.log().head() + 1, options.limit())
        || (found.page().isPresent() && room.log().tail().covers(found.head()));
  }

  private static void complete(
      Room room, PendingReply<JoinRoom.Joined> request, Options options, Fetched found) {
    Connection connection = request.from();
    boolean comes = room.conversation().isEmpty() && !connection.isVisit();
    if (comes && !connection.entered(room.id())) {
      room.broadcaster().answer(request, Rejections.closed());
      return;
    }
    room.log().tail().addBefore(found.events());
    boolean came = comes && room.roster().add(connection);
    room.broadcaster()
        .answer(request, Outcome.accepted(reply(room, request.person(), options, found)));
    if (came) {
      room.presence().came(request.person().user());
    }
  }

  private static JoinRoom.Joined reply(
      Room room, ConnectedUser person, Options options, Fetched found) {
    Position head = room.log().position();
    Optional<Position> cursor = cursor(room, options);
    List<RoomEvent> events;
    boolean more;
    OptionalLong from = OptionalLong.empty();
    if (cursor.isPresent()) {
      events = Paging.first(after(room, cursor.get().seq(), found.events()), options.limit());
      more = (events.isEmpty() ? cursor.get().seq() : last(events)) < head.seq();
    } else {
      events = Paging.last(latest(room, found, options.limit()), options.limit());
      more = !events.isEmpty() && events.get(0).seq() > room.log().floor() + 1;
      from = OptionalLong.of(Paging.from(events, more, room.log().floor()));
    }
    long mark = person.mark(room.id()).orElse(0);
    int unread = UnreadCount.inTail(room, person.id(), mark).orElse(found.unread());
    return new JoinRoom.Joined(
        RoomViews.ofMember(room.record(), room.infoNow(), person.id(), unread, found.with()),
        options.users() ? users(room, person) : List.of(),
        events,
        head,
        cursor.isPresent(),
        from,
        more);
  }

  /** The first events after a cursor: from the tail, or those read, which may be ahead of it. */
  private static List<RoomEvent> after(Room room, long cursor, List<RoomEvent> read) {
    EventTail tail = room.log().tail();
    return tail.covers(cursor)
        ? tail.between(cursor, tail.head() + 1)
        : read.stream().filter(event -> event.seq() <= tail.head()).toList();
  }

  /** The latest messages: from the tail, or those read and from the tail what came meanwhile. */
  private static List<RoomEvent> latest(Room room, Fetched found, int limit) {
    EventTail tail = room.log().tail();
    if (found.page().isEmpty() || room.log().holdsPage(tail.head() + 1, limit)) {
      return tail.page(tail.head() + 1, limit).events();
    }
    List<RoomEvent> events = new ArrayList<>();
    found.events().stream().filter(event -> event.seq() > room.log().floor()).forEach(events::add);
    tail.between(Math.max(found.head(), tail.floor()), tail.head() + 1).stream()
        .filter(event -> event.target().isEmpty())
        .forEach(events::add);
    return events;
  }

  private static long last(List<RoomEvent> events) {
    return events.get(events.size() - 1).seq();
  }

  /** Some of those present, oneself first. */
  private static List<User> users(Room room, ConnectedUser person) {
    List<User> present =
        room.conversation()
            .map(conversation -> HistoryHandlers.online(room, conversation, null))
            .orElseGet(() -> room.roster().users(null, ProtocolLimits.MAX_USERS_IN_REPLY));
    List<User> users = new ArrayList<>(present.size() + 1);
    users.add(person.user());
    present.stream().filter(user -> !user.id().equals(person.id())).forEach(users::add);
    return List.copyOf(users.subList(0, Math.min(users.size(), ProtocolLimits.MAX_USERS_IN_REPLY)));
  }
}
