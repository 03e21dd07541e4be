package chat.core.internal.membership;

import chat.core.command.Outcome;
import chat.core.command.message.OwnReactions;
import chat.core.command.room.JoinRoom;
import chat.core.event.RoomEvent;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.Connection;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.internal.history.HistoryHandlers;
import chat.core.internal.history.MessageHandlers;
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
 * Joins a room: makes the user a member, makes the connection present, and returns the events after
 * a cursor.
 *
 * <p>The events of the reply and the live ones that follow must have no gap and no duplicate. What
 * memory does not hold is read outside of the lane. When it has been read, the lane adds the events
 * stored meanwhile from the tail, and only then adds the connection to the roster. So no events
 * have to be buffered for the connection. All methods must be called in the lane of the room.
 * Stateless.
 */
final class JoinRoomHandler {
  /**
   * The options of a join.
   *
   * @param admitted whether a code or invite gives access to the room
   */
  record Options(Optional<Position> after, int limit, boolean users, boolean admitted) {}

  /**
   * What was read outside of the lane.
   *
   * @param page the events after the cursor, or the latest page when there is no cursor; empty when
   *     the tail has them
   * @param head the head of the log when it was read
   */
  private record Fetched(Optional<LogPage> page, long head, int unread, Optional<User> with) {
    List<RoomEvent> events() {
      return page.map(LogPage::events).orElse(List.of());
    }

    /** The same with the messages as the events since have made them. */
    Fetched upToDate(EventTail tail) {
      return page.flatMap(read -> tail.broughtUpToDate(read.events(), head).map(read::with))
          .map(read -> with(read, head))
          .orElse(this);
    }

    Fetched with(LogPage latest, long newHead) {
      return new Fetched(Optional.of(latest), newHead, unread, with);
    }
  }

  /** The events of a reply, and what it says about them. */
  private record Page(
      List<RoomEvent> events, Position head, boolean resumed, OptionalLong from, boolean more) {}

  private JoinRoomHandler() {}

  static void join(Room room, PendingReply<JoinRoom.Joined> request, Options options) {
    if (room.rooms().peers().exist() && options.after().filter(room.log()::isBefore).isPresent()) {
      room.catchUp().refresh(request, () -> joinKnown(room, request, options));
    } else {
      joinKnown(room, request, options);
    }
  }

  private static void joinKnown(Room room, PendingReply<JoinRoom.Joined> request, Options options) {
    ConnectedUser user = request.user();
    if (!options.admitted() && !AccessPolicy.mayRead(room, user)) {
      room.broadcaster().answer(request, Rejections.noSuchRoom());
    } else if (room.conversation().isEmpty() && !room.rooms().mayEnter(room.id(), request.from())) {
      room.broadcaster().answer(request, Rejections.busy());
    } else if (room.newMembers().isSettled(user)) {
      fetch(room, request, options);
    } else if (!AccessPolicy.mayBelongToAnother(user)) {
      room.broadcaster().answer(request, Rejections.tooManyRooms());
    } else {
      room.newMembers().add(request, () -> fetch(room, request, options));
    }
  }

  private static Optional<Position> cursor(Room room, Options options) {
    return options.after().filter(room.log()::continuesAt);
  }

  /** Reads the events that memory does not hold, if any, and completes the join. */
  static void fetch(Room room, PendingReply<JoinRoom.Joined> request, Options options) {
    CompletionStage<Fetched> fetched = read(room, request.user(), options);
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
            request.answerNow(Rejections.noSuchRoom()); // the room was removed meanwhile
          }
        });
  }

  private static CompletionStage<Fetched> read(Room room, ConnectedUser user, Options options) {
    Optional<Position> cursor = cursor(room, options);
    CompletionStage<Optional<LogPage>> page =
        isHeld(room, options)
            ? CompletableFuture.completedFuture(Optional.empty())
            : readPage(room, cursor, options.limit()).thenApply(Optional::of);
    long head = room.log().head();
    return page.thenCombine(
        RoomViews.ofMember(room, user),
        (read, view) -> new Fetched(read, head, view.unread().orElse(0), view.with()));
  }

  private static CompletionStage<LogPage> readPage(
      Room room, Optional<Position> cursor, int limit) {
    MessageLog log = room.chat().log();
    return cursor.isPresent()
        ? log.readAfter(room.id(), cursor.get().seq(), limit)
        : log.readBefore(room.id(), room.log().head() + 1, limit);
  }

  /** Notes which events the log has removed: a cursor before those cannot be continued. */
  private static void noteFloor(Room room, Fetched fetched) {
    fetched.page().ifPresent(page -> room.log().reconcile(page.head()));
  }

  private static void fetched(
      Room room, PendingReply<JoinRoom.Joined> request, Options options, Fetched found) {
    noteFloor(room, found);
    if (!AccessPolicy.isMember(room, request.user())) {
      room.broadcaster()
          .answer(request, Rejections.notMember()); // left on another connection meanwhile
    } else if (isCurrent(room, options, found)) {
      complete(room, request, options, found);
    } else {
      // The tail was evicted during the read. Read again while the lane waits, so that nothing is
      // added.
      room.broadcaster()
          .await(
              request,
              readPage(room, cursor(room, options), options.limit()),
              latest -> complete(room, request, options, found.with(latest, room.log().head())));
    }
  }

  /** Whether the tail has the page. */
  private static boolean isHeld(Room room, Options options) {
    return cursor(room, options)
        .map(cursor -> room.log().tail().covers(cursor.seq()))
        .orElseGet(() -> room.log().holdsPage(room.log().head() + 1, options.limit()));
  }

  /** Whether the tail, or the events read with the tail since, make up the page. */
  private static boolean isCurrent(Room room, Options options, Fetched found) {
    return isHeld(room, options)
        || (found.page().isPresent() && room.log().tail().covers(found.head()));
  }

  private static void complete(
      Room room, PendingReply<JoinRoom.Joined> request, Options options, Fetched read) {
    Fetched found = read.upToDate(room.log().tail());
    if (room.log().tail().covers(found.head())) {
      room.log().tail().addBefore(found.events());
    }
    Page page = page(room, options, found);
    room.broadcaster()
        .await(
            request,
            MessageHandlers.own(room, request, page.events()),
            own -> enter(room, request, options, found, page, own));
  }

  /**
   * Makes the connection present, and answers with the room as it is then; nothing is added to the
   * log after {@code page} was made.
   */
  private static void enter(
      Room room,
      PendingReply<JoinRoom.Joined> request,
      Options options,
      Fetched found,
      Page page,
      OwnReactions own) {
    Connection connection = request.from();
    boolean becomesPresent = room.conversation().isEmpty() && !connection.isVisit();
    if (becomesPresent && !connection.entered(room.id())) {
      room.broadcaster().answer(request, Rejections.closed());
      return;
    }
    boolean isNew = becomesPresent && room.roster().add(connection);
    room.broadcaster()
        .answer(
            request, Outcome.accepted(reply(room, request.user(), options, found, page).with(own)));
    if (isNew) {
      room.presence().joined(request.user().profile());
    }
  }

  private static Page page(Room room, Options options, Fetched found) {
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
    return new Page(events, head, cursor.isPresent(), from, more);
  }

  private static JoinRoom.Joined reply(
      Room room, ConnectedUser user, Options options, Fetched found, Page page) {
    long mark = user.readMarker(room.id());
    int unread = UnreadCount.inTail(room, user.id(), mark).orElse(found.unread());
    return new JoinRoom.Joined(
        RoomViews.ofMember(room.chat(), room.record(), room.infoNow(), user, unread, found.with()),
        options.users() ? users(room, user) : List.of(),
        page.events(),
        page.head(),
        page.resumed(),
        page.from(),
        page.more());
  }

  /**
   * The first events after a cursor: from the tail, or from those read, which may be newer than the
   * head.
   */
  private static List<RoomEvent> after(Room room, long cursor, List<RoomEvent> read) {
    EventTail tail = room.log().tail();
    return tail.covers(cursor)
        ? tail.between(cursor, tail.head() + 1)
        : read.stream().filter(event -> event.seq() <= tail.head()).toList();
  }

  /**
   * The latest page: from the tail, or the events read followed by those that the tail got
   * meanwhile.
   */
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

  /** The users present, the caller first, up to the maximum of a reply. */
  private static List<User> users(Room room, ConnectedUser user) {
    List<User> present =
        room.conversation()
            .map(conversation -> HistoryHandlers.online(room, conversation, null))
            .orElseGet(() -> room.roster().users(null, ProtocolLimits.MAX_USERS_IN_REPLY));
    List<User> users = new ArrayList<>(present.size() + 1);
    users.add(user.profile());
    present.stream().filter(each -> !each.id().equals(user.id())).forEach(users::add);
    return List.copyOf(users.subList(0, Math.min(users.size(), ProtocolLimits.MAX_USERS_IN_REPLY)));
  }
}
