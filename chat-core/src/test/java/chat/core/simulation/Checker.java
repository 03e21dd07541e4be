package chat.core.simulation;

import chat.core.command.message.ListMentions;
import chat.core.command.message.MessageCommand;
import chat.core.command.message.PostMessage;
import chat.core.command.room.ChangeRoom;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomChanged;
import chat.core.event.RoomEvent;
import chat.core.memory.MemoryStore;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.model.UserId;
import chat.core.port.Directory;
import chat.core.port.FollowStore;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import chat.core.port.MessageLog;
import chat.core.port.MessageReader;
import chat.core.port.SendKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Checks what clients receive against the log and against each other. A violation is thrown where
 * it is detected, with the name of the invariant. Confined to the simulation.
 */
final class Checker {
  /** A broken invariant. */
  static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String invariant, String what) {
      super(invariant + ": " + what);
    }
  }

  private record Place(RoomId room, long seq) {}

  private final MessageLog truth;
  private final Directory directory;
  private final List<UserId> users;
  private final Predicate<RoomId> mayEnd;
  private final History history = new History();
  private final Set<Place> seen = new HashSet<>();
  private final Map<SendKey, Place> acknowledged = new HashMap<>();
  private final Set<RoomId> rooms = new TreeSet<>();
  private final Map<RoomId, Long> checked = new HashMap<>();
  private final Map<RoomId, NavigableMap<Long, RoomChanged>> changes = new HashMap<>();
  private final Map<RoomId, Long> scanned = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private long observations;
  private Violation first;

  /**
   * A checker with access to the store without its faults.
   *
   * @param users all users of the simulation
   * @param filled the rooms that have events already
   * @param mayEnd whether a room may have been removed when a reply about it arrives
   */
  Checker(
      MemoryStore truth,
      Collection<UserId> users,
      Collection<RoomId> filled,
      Predicate<RoomId> mayEnd) {
    this.users = List.copyOf(users);
    this.truth = truth.log();
    this.directory = truth.directory();
    filled.forEach(room -> history.stored(page(room, 0, Integer.MAX_VALUE - 1).events()));
    this.mayEnd = mayEnd;
  }

  long observations() {
    return observations;
  }

  /** Runs a check in a callback of a stage, which would swallow a thrown violation. */
  void watch(Runnable work) {
    try {
      work.run();
    } catch (Violation e) {
      first = first == null ? e : first;
      throw e;
    }
  }

  /** Throws the first violation that was found. */
  void rethrow() {
    if (first != null) {
      throw first;
    }
  }

  /** A user receives an event, live or in a page. */
  void saw(UserId who, RoomEvent event) {
    observations++;
    rooms.add(event.room());
    Conversation.of(event.room())
        .ifPresent(
            both ->
                require(
                    both.has(who), "I10", () -> who + " sees a conversation of " + event.room()));
    seen.add(new Place(event.room(), event.seq()));
    Optional<RoomEvent> expected = history.expected(event);
    require(
        expected.filter(event::equals).isPresent(),
        expected.isEmpty() ? "I7" : "I4",
        () -> event + " is shown, stored is " + expected);
  }

  /** A user receives a page: its messages are as they are at {@code head}, or later. */
  void sawPage(UserId who, List<RoomEvent> events, long head) {
    for (RoomEvent event : events) {
      saw(who, event);
      long rev = event instanceof MessagePosted message ? message.state().rev() : 0;
      Optional<RoomEvent> current = history.current(event, Math.max(head, rev));
      require(
          current.filter(event::equals).isPresent() || isErased(event),
          "I4",
          () -> event + " is shown at " + head + ", but was " + current);
    }
  }

  /** An edit may be erased later than at the head of its page. */
  private static boolean isErased(RoomEvent event) {
    return event instanceof MessageEdited edited && edited.erased();
  }

  /** What was committed. */
  History history() {
    return history;
  }

  /** A message of a user is acknowledged. */
  void acknowledged(SendKey key, PostMessage.Sent sent) {
    acknowledged(key, sent.room(), sent.seq(), MessagePosted.class);
  }

  /** A user's change of a room is acknowledged, with an event or without. */
  void acknowledged(SendKey key, ChangeRoom.Changed stored) {
    if (stored.seq().isPresent()) {
      acknowledged(key, stored.room(), stored.seq().getAsLong(), RoomChanged.class);
    }
  }

  /**
   * A user's change of a message is acknowledged, with an event or without.
   *
   * @param subject that of the event which the command asks for
   */
  void acknowledged(SendKey key, MessageCommand.Change stored, String subject) {
    if (stored.seq().isPresent()) {
      acknowledged(key, stored.room(), stored.seq().getAsLong(), RoomEvent.class);
      Place place = new Place(stored.room(), stored.seq().getAsLong());
      if (!hasEnded(place.room())) {
        RoomEvent event = read(place.room(), place.seq());
        require(
            event.subject().equals(subject),
            "I1",
            () -> key + " asked for " + subject + ", stored is " + event);
      }
    } else {
      require(!acknowledged.containsKey(key), "I2", () -> key + " first stored, then unchanged");
    }
  }

  private void acknowledged(SendKey key, RoomId room, long seq, Class<?> type) {
    rooms.add(room);
    Place place = new Place(room, seq);
    Place before = acknowledged.putIfAbsent(key, place);
    require(
        before == null || before.equals(place),
        "I2",
        () -> key + " at " + place + " and " + before);
    if (hasEnded(room)) {
      return;
    }
    RoomEvent stored = read(room, seq);
    boolean same =
        type.isInstance(stored)
            && stored.clientId().equals(key.clientId())
            && stored.author().id().equals(key.author());
    require(same, "I1", () -> key + " is acknowledged at " + place + ", stored is " + stored);
  }

  /** A user sees a room as it is at {@code head}. */
  void sawState(RoomInfo room, long head) {
    if (!hasEnded(room.id())) {
      checkState(room.id(), room.name(), room.topic(), head);
    }
  }

  /** State is the fold of the log up to {@code head}: the last change of each field applies. */
  private void checkState(RoomId room, String name, String topic, long head) {
    scan(room);
    NavigableMap<Long, RoomChanged> known = changes.get(room).headMap(head, true);
    last(known, RoomChanged::name)
        .ifPresent(
            last ->
                require(
                    last.equals(name), "I11", () -> room + " is " + name + ", but was " + last));
    last(known, RoomChanged::topic)
        .ifPresent(
            last ->
                require(
                    last.equals(topic),
                    "I11",
                    () -> room + " is about " + topic + ", but was about " + last));
  }

  private static Optional<String> last(
      NavigableMap<Long, RoomChanged> changes, Function<RoomChanged, Optional<String>> field) {
    return changes.descendingMap().values().stream()
        .map(field)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Reads the changes that were stored since the last time. */
  private void scan(RoomId room) {
    NavigableMap<Long, RoomChanged> known = changes.computeIfAbsent(room, id -> new TreeMap<>());
    long from = scanned.getOrDefault(room, 0L);
    for (RoomEvent event : page(room, from, Integer.MAX_VALUE - 1).events()) {
      if (event instanceof RoomChanged change) {
        known.put(event.seq(), change);
      }
      scanned.put(room, event.seq());
    }
  }

  /** Checks the events stored since the last call: no gaps, no duplicates. */
  void checkLog() {
    require(history.invalid().isEmpty(), "I12", () -> "stored: " + history.invalid());
    for (RoomId room : rooms) {
      LogHead head = truth.heads(List.of(room)).toCompletableFuture().join().get(room);
      if (head == null) {
        continue; // the room was removed
      }
      long before = Math.max(head.floor(), checked.getOrDefault(room, 0L));
      List<RoomEvent> events = page(room, before, (int) (head.seq() - before) + 1).events();
      for (int i = 0; i < events.size(); i++) {
        long expected = before + 1 + i;
        RoomEvent event = events.get(i);
        require(event.seq() == expected, "I3", () -> room + ": " + event + " at " + expected);
        String key = event.author().id() + " " + event.clientId();
        require(keys.add(key), "I2", () -> key + " is stored twice, again in " + room);
      }
      long end = before + events.size();
      require(end == head.seq(), "I3", () -> room + " ends at " + end + ", not " + head.seq());
      checked.put(room, end);
      RoomRecord record = directory.rooms(List.of(room)).toCompletableFuture().join().get(room);
      checkState(room, record.name(), record.topic(), head.seq());
      long messages =
          page(room, 0, Integer.MAX_VALUE - 1).events().stream()
              .filter(MessagePosted.class::isInstance)
              .count();
      require(
          messages == head.messages(),
          "I11",
          () -> room + " counts " + head.messages() + " messages, but holds " + messages);
    }
  }

  /** Checks that the messages that mention each user are those of the logs, the newest first. */
  void checkMentions() {
    for (UserId user : users) {
      List<MessagePosted> listed = mentions(user, Integer.MAX_VALUE - 1);
      Set<MessagePosted> expected = new HashSet<>();
      for (Membership membership : directory.memberships(user).toCompletableFuture().join()) {
        for (RoomEvent event : page(membership.room(), 0, Integer.MAX_VALUE - 1).events()) {
          if (event instanceof MessagePosted message
              && !message.author().id().equals(user)
              && (!message.mentionAll().isEmpty()
                  || message.mentions().stream().anyMatch(it -> it.user().id().equals(user)))) {
            expected.add(message);
          }
        }
      }
      require(
          listed.size() == expected.size() && expected.containsAll(listed),
          "I11",
          () -> user + " is mentioned by " + expected + ", listed are " + listed);
      for (int i = 1; i < listed.size(); i++) {
        MessagePosted older = listed.get(i);
        require(
            !older.at().isAfter(listed.get(i - 1).at()), "I6", () -> older + " is listed too late");
      }
    }
  }

  /** A user lists the newest messages that mention the user, while nothing else happens. */
  void listedMentions(UserId user, ListMentions.Listed listed) {
    List<MessagePosted> expected = mentions(user, listed.messages().size());
    require(
        listed.messages().equals(expected),
        "I4",
        () -> user + " is mentioned by " + expected + ", listed are " + listed.messages());
  }

  private List<MessagePosted> mentions(UserId user, int limit) {
    MessageReader.MentionPage page =
        truth
            .messages()
            .mentions(user, MessageReader.Place.END, limit)
            .toCompletableFuture()
            .join();
    return page.messages().stream().map(MessageReader.Mentioning::message).toList();
  }

  /** Checks at the end that everything that was shown is in the log unchanged. */
  void checkWhatWasSeen() {
    for (Place place : seen) {
      LogHead head =
          truth.heads(List.of(place.room())).toCompletableFuture().join().get(place.room());
      if (head != null && place.seq() > head.floor()) {
        RoomEvent stored = read(place.room(), place.seq());
        Optional<RoomEvent> expected = history.current(stored, head.seq());
        require(
            expected.filter(stored::equals).isPresent(),
            "I11",
            () -> stored + " is stored, but was " + expected);
      }
    }
  }

  /** The end of a room's log; 0 when there is no such room. */
  long head(RoomId room) {
    LogHead head = truth.heads(List.of(room)).toCompletableFuture().join().get(room);
    return head == null ? 0 : head.seq();
  }

  /** The ends of a user's conversations. */
  Map<RoomId, Long> conversations(UserId user) {
    Map<RoomId, Long> heads = new HashMap<>();
    for (UserId other : users) {
      if (!other.equals(user)) {
        RoomId room = Conversation.between(user, other).room();
        heads.put(room, head(room));
      }
    }
    return heads;
  }

  /** Whether all events after a cursor are in the log. */
  boolean goesOn(RoomId room, Position after) {
    LogHead head = truth.heads(List.of(room)).toCompletableFuture().join().get(room);
    return head != null
        && head.epoch().equals(after.epoch())
        && head.floor() <= after.seq()
        && after.seq() <= head.seq();
  }

  boolean isMember(RoomId room, UserId user) {
    return directory.memberships(user).toCompletableFuture().join().stream()
        .anyMatch(each -> each.room().equals(room));
  }

  private Optional<Membership> membership(UserId user, RoomId room) {
    return directory.memberships(user).toCompletableFuture().join().stream()
        .filter(each -> each.room().equals(room))
        .findFirst();
  }

  /** At rest, a user is told how many messages are unread after a read marker. */
  void sawUnread(UserId user, RoomId room, long mark, int unread) {
    long after = history.unread(room, user, mark);
    require(
        unread == Math.min(after, RoomView.MAX_UNREAD),
        "I11",
        () -> unread + " messages of " + room + " are unread for " + user + ", not " + after);
  }

  /** At rest, a user was told this read marker. */
  void sawMark(UserId user, RoomId room, long mark) {
    long stored = membership(user, room).map(Membership::mark).orElse(0L);
    require(
        stored == mark,
        "own",
        () -> user + " has read " + mark + ", not " + stored + " of " + room);
  }

  /** At rest, a user was told these notifications. */
  void sawNotifications(UserId user, RoomId room, Notifications set, Instant now) {
    Notifications stored =
        membership(user, room)
            .map(membership -> membership.notifications().at(now))
            .orElse(Notifications.ALL);
    require(
        stored.equals(set),
        "own",
        () -> user + " has set " + set + ", not " + stored + " in " + room);
  }

  /** At rest, a connection knows this draft. */
  void sawDraft(UserId user, MessageDraft draft) {
    List<MessageDraft> stored = directory.drafts(user, draft.room()).toCompletableFuture().join();
    require(
        stored.stream().allMatch(each -> each.rev() <= draft.rev()),
        "own",
        () -> user + " knows " + draft + ", not " + stored);
  }

  /**
   * At rest, a connection knows which threads a member follows, and up to where the member has read
   * them at least.
   */
  void sawThreads(UserId user, RoomId room, Map<Long, Boolean> followed, Map<Long, Long> marks) {
    if (!isMember(room, user)) {
      return; // the room has ended
    }
    Map<Long, FollowStore.Follow> stored = new HashMap<>();
    directory
        .followChanges(user, room, 0, 1)
        .toCompletableFuture()
        .join()
        .forEach(each -> stored.put(each.follow().root(), each.follow()));
    followed.forEach(
        (root, on) ->
            require(
                stored.containsKey(root) && stored.get(root).on() == on,
                "own",
                () -> user + " follows " + root + ": " + on + ", not " + stored + " in " + room));
    marks.forEach(
        (root, mark) ->
            require(
                stored.containsKey(root) && stored.get(root).mark() >= mark,
                "own",
                () -> user + " has read " + root + " to " + mark + ", not " + stored));
  }

  private boolean hasEnded(RoomId room) {
    return mayEnd.test(room) && truth.heads(List.of(room)).toCompletableFuture().join().isEmpty();
  }

  private RoomEvent read(RoomId room, long seq) {
    LogHead head = truth.heads(List.of(room)).toCompletableFuture().join().get(room);
    require(head != null, "I7", () -> "something of " + room + " is shown, which does not exist");
    List<RoomEvent> events = page(room, seq - 1, 1).events();
    return events.isEmpty() ? null : events.get(0);
  }

  private LogPage page(RoomId room, long after, int limit) {
    return truth.readAfter(room, after, limit).toCompletableFuture().join();
  }

  static void require(boolean holds, String invariant, Supplier<String> what) {
    if (!holds) {
      throw new Violation(invariant, what.get());
    }
  }
}
