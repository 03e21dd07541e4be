package chat.core.simulation;

import chat.core.Chat;
import chat.core.ManualClock;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.SetUsername;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.FollowThread;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkThread;
import chat.core.command.message.MarkUnread;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.ReadMessages;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SetAlt;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.core.command.message.SetTyping;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.SetNotifications;
import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.MessageUnpinned;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.core.file.UploadLimits;
import chat.core.file.UploadLimits.Who;
import chat.core.internal.context.ChatSettings;
import chat.core.memory.MemoryStore;
import chat.core.model.MessageDraft;
import chat.core.model.Notifications;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Backplane;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import chat.core.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One history of a chat with faults, derived from a seed. Confined to the thread that runs it. */
public final class Simulation {
  private static final List<RoomId> ROOMS = List.of(RoomId.of("general"), RoomId.of("random"));
  private static final String UNQUALIFIED_HEART = "❤";
  private static final String HEART = "❤\ufe0f";
  private static final int PEOPLE = 4;
  private static final int STEPS = 400;
  private static final int MAX_CONNECTIONS = 3;

  /** So little memory that tails are evicted and rooms unloaded all the time. */
  private static final long LITTLE_MEMORY = 128 * 1024;

  private final Random random;
  private final List<Runnable> ready = new ArrayList<>();
  private final ManualClock time = new ManualClock();
  private final List<SimulatedPerson> people = new ArrayList<>();
  private final List<RoomId> rooms = new ArrayList<>(ROOMS);
  private final Map<RoomId, String> codes = new HashMap<>();
  private final FaultyStore store;
  private final SimulatedFiles files;
  private final Checker checker;
  private final List<Chat> chats = new ArrayList<>();
  private final FaultyBackplane backplane;
  private int keys;

  private Simulation(long seed, int nodes) {
    random = new Random(seed);
    backplane = new FaultyBackplane(random);
    MemoryStore memory = new MemoryStore(new Random(seed));
    files = new SimulatedFiles(memory, new Random(seed));
    store = new FaultyStore(memory, random, this::committed);
    fill(memory);
    for (int i = 0; i < PEOPLE; i++) {
      String name = "person" + i;
      people.add(new SimulatedPerson(new User(UserId.of(name), name, User.Kind.GUEST)));
    }
    checker =
        new Checker(
            memory,
            people.stream().map(each -> each.user().id()).toList(),
            List.of(ROOMS.get(0)),
            codes::containsKey);
    for (int node = 0; node < nodes; node++) {
      chats.add(
          Chat.builder()
              .store(store.log(), store.directory())
              .uploads(memory.uploadStore(), new UploadLimits(Who.EVERYONE, 9, Long.MAX_VALUE))
              .backplane(nodes == 1 ? Backplane.none() : backplane.node())
              .executor(ready::add)
              .timers(time)
              .clock(time)
              .random(new Random(seed + node))
              .failures(Simulation::expected)
              .tailSize(200)
              .memory(seed % 3 == 0 ? LITTLE_MEMORY : ChatSettings.usualMemory())
              .codeRoomGrace(Duration.ofSeconds(20))
              .rooms(ROOMS.stream().map(id -> RoomRecord.permanent(id, id.value())).toList())
              .build());
    }
  }

  private void committed(List<RoomEvent> events) {
    checker.history().stored(events);
    files.stored(events);
  }

  /** Lets a room be older than its tail in memory. */
  private void fill(MemoryStore memory) {
    RoomId room = ROOMS.get(0);
    User elder = new User(UserId.of("elder"), "elder", User.Kind.GUEST);
    memory.directory().addRoom(RoomRecord.permanent(room, "general"), List.of());
    List<Draft> drafts = new ArrayList<>();
    for (int i = random.nextInt(3) * 200; i > 0; i--) {
      SendKey key = new SendKey(room, elder.id(), "old" + i);
      OptionalLong noReply = OptionalLong.empty();
      drafts.add(
          new Draft(
              key,
              new MessagePosted(
                  room, 0, elder, "old", time.instant(), "old" + i, noReply, List.of())));
    }
    if (!drafts.isEmpty()) {
      memory.log().append(room, Optional.empty(), drafts);
    }
  }

  /**
   * Runs the history of {@code seed}.
   *
   * @return how many events clients saw in it
   * @throws Checker.Violation when an invariant is broken
   */
  public static long run(long seed) {
    return run(seed, 1);
  }

  /** The same with two or three nodes that share the store. */
  public static long runNodes(long seed) {
    return run(seed, 2 + (int) (seed % 2));
  }

  private static long run(long seed, int nodes) {
    Simulation simulation = new Simulation(seed, nodes);
    simulation.live();
    simulation.rest();
    simulation.files.check();
    return simulation.checker.observations();
  }

  private static void expected(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (!(failure instanceof StoreException)) {
      throw new IllegalStateException(failure);
    }
  }

  /** The node of a new connection. */
  Chat chat() {
    return isSingle() ? chats.get(0) : any(chats);
  }

  private boolean isSingle() {
    return chats.size() == 1;
  }

  Checker checker() {
    return checker;
  }

  private void live() {
    settle();
    for (int step = 0; step < STEPS; step++) {
      if (step % 50 == 0) {
        store.misbehave(random.nextInt(4) * 25, random.nextInt(4) * 5);
        if (!isSingle()) {
          backplane.misbehave(random.nextInt(40), random.nextInt(4) * 25, random.nextInt(30));
        }
      }
      step();
      checker.rethrow();
      if (step % 20 == 0) {
        checker.checkLog();
        files.check();
      }
    }
  }

  private void step() {
    if (!isSingle() && chance(2)) {
      backplane.cutOrConnect();
    }
    int dice = random.nextInt(10);
    if (backplane.isPending() && random.nextBoolean()) {
      backplane.bringOne();
    } else if (dice < 4 && !ready.isEmpty()) {
      ready.remove(random.nextInt(ready.size())).run();
    } else if (dice < 6 && store.isPending()) {
      store.completeOne();
    } else if (dice < 7) {
      time.pass(Duration.ofMillis(random.nextInt(1_500)));
    } else {
      act();
    }
  }

  /** Ends all faults, lets everything finish, and checks what must hold at rest. */
  private void rest() {
    store.misbehave(0, 0);
    backplane.misbehave(0, 0, 0);
    backplane.connectAll();
    settle();
    for (int i = 0; i < 10; i++) {
      time.pass(Duration.ofSeconds(6)); // longer than the longest retry of a room
      settle();
    }
    for (SimulatedPerson person : people) {
      person.connections().forEach(each -> each.checkSettled(!isSingle()));
    }
    for (SimulatedPerson person : people) {
      for (SimulatedConnection connection : person.connections()) {
        List.copyOf(person.unsettled()).forEach(post -> connection.send(post, false));
        settle();
        connection.listMentions();
        settle();
        connection.checkAtRest();
        connection.checkUnread();
        if (!isSingle()) {
          connection.checkOwn(time.instant());
        }
        settle();
      }
    }
    checker.rethrow();
    checker.checkLog();
    checker.checkMentions();
    checker.checkWhatWasSeen();
  }

  private void settle() {
    while (!ready.isEmpty() || store.isPending() || backplane.isPending()) {
      if (!ready.isEmpty()) {
        ready.remove(random.nextInt(ready.size())).run();
      } else if (backplane.isPending()) {
        backplane.bringOne();
      } else {
        store.completeOne();
      }
    }
  }

  private void act() {
    SimulatedPerson person = any(people);
    List<SimulatedConnection> connections = person.connections();
    if (connections.isEmpty() || (connections.size() < MAX_CONNECTIONS && chance(5))) {
      connections.add(new SimulatedConnection(person, this));
      return;
    }
    SimulatedConnection connection = any(connections);
    RoomId room = any(rooms);
    switch (random.nextInt(50)) {
      case 0, 1, 2, 3 -> join(person, connection, room);
      case 4, 5, 6, 7, 8, 9, 10 -> burst(person, connection, room);
      case 11, 12 -> retry(person, connection);
      case 13 -> {
        connection.close();
        connections.remove(connection);
      }
      case 14 -> connection.leave(room);
      case 15 -> connection.ask(new SetTyping(room, random.nextBoolean()), outcome -> {});
      case 16 -> connection.history(room, history(room));
      case 17 -> connection.ask(new MarkRead(room, random.nextInt(20)), outcome -> {});
      case 18 ->
          connection.ask(new SetUsername(person.user().name() + random.nextInt(3)), outcome -> {});
      case 19 -> create(person, connection);
      case 20 -> connection.ask(new Hello(), outcome -> {});
      case 21 ->
          connection.ask(new ListRooms(Optional.empty(), OptionalInt.empty()), outcome -> {});
      case 22 ->
          connection.ask(
              new ListMembers(room, Optional.empty(), OptionalInt.empty()), outcome -> {});
      case 23, 24 -> resumeFromLongAgo(person, connection);
      case 25, 26, 27 -> connection.change(change(person, room));
      case 39 -> connection.ask(new MarkUnread(room, 1 + random.nextInt(20)), outcome -> {});
      case 40 -> connection.ask(setNotifications(room), outcome -> {});
      case 41 -> connection.save(draft(room));
      case 42, 43 -> connection.follow(new FollowThread(room, someRoot(room), chance(60)));
      case 44 -> connection.mark(new MarkThread(room, someRoot(room), 1 + random.nextInt(30)));
      case 28, 29, 30, 31, 32, 33, 34, 35 -> changeMessage(person, connection, room);
      case 45, 46 -> editThenDelete(person, connection, room);
      case 47, 48 ->
          connection.join(
              room, person.cursor(room).map(this::orShortlyBefore), 1 + random.nextInt(200));
      case 36, 37 -> connection.read(new ReadMessages(room, someMessages(room)));
      case 38 ->
          connection.read(
              new ReadThread(
                  room,
                  someMessages(room).get(0),
                  OptionalLong.empty(),
                  OptionalLong.empty(),
                  OptionalInt.of(1 + random.nextInt(20))));
      default -> joinByCode(connection);
    }
  }

  private void join(SimulatedPerson person, SimulatedConnection connection, RoomId room) {
    Optional<Position> cursor =
        random.nextBoolean() ? person.cursor(room).map(this::orShortlyBefore) : Optional.empty();
    connection.join(room, cursor, 1 + random.nextInt(200));
  }

  /** Where a device stands that was away for a short time: the tail in memory covers it. */
  private Position orShortlyBefore(Position last) {
    long missed = random.nextBoolean() ? 0 : random.nextInt(30);
    return new Position(last.epoch(), Math.max(0, last.seq() - missed));
  }

  /** Resumes at a cursor that the tail in memory may not cover. */
  private void resumeFromLongAgo(SimulatedPerson person, SimulatedConnection connection) {
    RoomId room = ROOMS.get(0);
    Optional<Position> cursor =
        person.cursor(room).map(at -> new Position(at.epoch(), random.nextInt((int) at.seq() + 1)));
    connection.join(room, cursor, 1 + random.nextInt(200));
  }

  private void joinByCode(SimulatedConnection connection) {
    if (!codes.isEmpty()) {
      RoomId room = any(List.copyOf(new TreeSet<>(codes.keySet())));
      connection.joinByCode(room, codes.get(room));
    }
  }

  /** Posts several messages at once, sometimes more than the tail in memory covers. */
  private void burst(SimulatedPerson person, SimulatedConnection connection, RoomId room) {
    int sends = chance(4) ? 120 : 1 + random.nextInt(3);
    for (int i = 0; i < sends; i++) {
      PostMessage post = post(person, room);
      person.sending(post);
      connection.send(post, true);
    }
  }

  private PostMessage post(SimulatedPerson person, RoomId room) {
    String key = "k" + keys++;
    String name = any(people).user().name();
    String text =
        switch (random.nextInt(8)) {
          case 0 -> "@" + name + " psst " + key;
          case 1 -> "hello @here and @" + name + " " + key;
          case 2 -> "x".repeat(3_000) + key;
          default -> "text " + key;
        };
    boolean reply = chance(10);
    return new PostMessage(
        room,
        text,
        key,
        reply ? OptionalLong.of(1 + random.nextInt(10)) : OptionalLong.empty(),
        files.choose(person.user(), room, time.instant()));
  }

  /** The {@code seq}s of some messages, most of them among the latest, some of no message. */
  private List<Long> someMessages(RoomId room) {
    List<Long> all = checker.history().messages(room);
    List<Long> some = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      int latest = Math.min(all.size(), 6);
      some.add(
          all.isEmpty() || chance(5)
              ? 1 + random.nextInt(30)
              : all.get(all.size() - 1 - random.nextInt(chance(80) ? latest : all.size())));
    }
    return some;
  }

  /** A message that may be the root of a thread: most replies are to one of the first ten. */
  private long someRoot(RoomId room) {
    return chance(70) ? 1 + random.nextInt(10) : someMessages(room).get(0);
  }

  /** Changes a message, or repeats an earlier change. */
  private void changeMessage(SimulatedPerson person, SimulatedConnection connection, RoomId room) {
    if (!person.messageChanges().isEmpty() && chance(20)) {
      any(person.messageChanges()).accept(connection);
      return;
    }
    long message = chance(30) ? lastOf(person, room) : someMessages(room).get(0);
    files
        .describe(room, message, "alt" + keys++)
        .ifPresent(set -> describe(person, connection, set));
    String key = "k" + keys++;
    boolean on = chance(60);
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        OptionalLong base = chance(30) ? OptionalLong.of(message) : OptionalLong.empty();
        edit(person, connection, new EditMessage(room, message, editedText(), key, base));
      }
      case 3 -> delete(person, connection, room, message);
      case 4 -> {
        SetPin pin = new SetPin(room, message, on, key);
        String subject = on ? MessagePinned.subject(message) : MessageUnpinned.subject(message);
        make(person, connection, by -> by.change(pin, subject, SetPin.Pinned::change));
      }
      default -> {
        String emoji = any(List.of("👍", UNQUALIFIED_HEART, HEART, "😀"));
        SetReaction reaction = new SetReaction(room, message, emoji, on, key);
        String stored = emoji.equals(UNQUALIFIED_HEART) ? HEART : emoji;
        String subject =
            on ? ReactionAdded.subject(message, stored) : ReactionRemoved.subject(message, stored);
        make(person, connection, by -> by.change(reaction, subject, SetReaction.Reacted::change));
      }
    }
  }

  /** Gives a message a text, of which nothing may be left afterwards. */
  private void editThenDelete(SimulatedPerson person, SimulatedConnection connection, RoomId room) {
    long message = lastOf(person, room);
    String text = editedText();
    edit(
        person,
        connection,
        new EditMessage(room, message, text, "k" + keys++, OptionalLong.empty()));
    delete(person, connection, room, message);
  }

  private void edit(SimulatedPerson person, SimulatedConnection connection, EditMessage edit) {
    String subject = MessageEdited.subject(edit.message());
    make(person, connection, by -> by.change(edit, subject, EditMessage.Edited::change));
  }

  private void describe(SimulatedPerson person, SimulatedConnection connection, SetAlt set) {
    String subject = MessageEdited.subject(set.message());
    make(person, connection, by -> by.change(set, subject, SetAlt.Described::change));
  }

  private void delete(
      SimulatedPerson person, SimulatedConnection connection, RoomId room, long message) {
    DeleteMessage deletion = new DeleteMessage(room, message, "k" + keys++, Optional.empty());
    String subject = MessageDeleted.subject(message);
    make(person, connection, by -> by.change(deletion, subject, DeleteMessage.Deleted::change));
  }

  /** Makes a change, which may be repeated later. */
  private void make(
      SimulatedPerson person,
      SimulatedConnection connection,
      Consumer<SimulatedConnection> change) {
    person.messageChanges().add(change);
    change.accept(connection);
  }

  /** The person's last message, which that person may change in every way. */
  private long lastOf(SimulatedPerson person, RoomId room) {
    return checker.history().lastBy(person.user().id(), room).orElse(1);
  }

  private String editedText() {
    return chance(30)
        ? "for @all and @" + any(people).user().name()
        : "edited " + random.nextInt(3);
  }

  /** A new change, or the repetition of an earlier one. */
  private ChangeRoom change(SimulatedPerson person, RoomId room) {
    if (!person.changes().isEmpty() && chance(30)) {
      return any(person.changes());
    }
    Optional<String> name =
        chance(40) ? Optional.of("Room " + random.nextInt(5)) : Optional.empty();
    Optional<String> topic =
        chance(70) ? Optional.of("topic " + random.nextInt(3)) : Optional.empty();
    ChangeRoom change = new ChangeRoom(room, "k" + keys++, name, topic);
    person.changes().add(change);
    return change;
  }

  private SetNotifications setNotifications(RoomId room) {
    Notifications.Level level = any(List.of(Notifications.Level.values()));
    boolean ends = level != Notifications.Level.ALL && random.nextBoolean();
    return new SetNotifications(
        room,
        level,
        ends ? Optional.of(time.instant().plusSeconds(random.nextInt(60))) : Optional.empty());
  }

  private MessageDraft draft(RoomId room) {
    return new MessageDraft(
        room,
        OptionalLong.empty(),
        chance(30) ? "" : "draft " + keys++,
        OptionalLong.empty(),
        1 + random.nextInt(1_000));
  }

  private void retry(SimulatedPerson person, SimulatedConnection connection) {
    List<PostMessage> from = random.nextBoolean() ? person.unsettled() : person.sends();
    if (!from.isEmpty()) {
      connection.send(any(from), false);
    }
  }

  private ReadHistory history(RoomId room) {
    OptionalLong seq = OptionalLong.of(random.nextInt(300));
    OptionalInt limit = OptionalInt.of(1 + random.nextInt(200));
    return random.nextBoolean()
        ? new ReadHistory(room, seq, OptionalLong.empty(), limit)
        : new ReadHistory(room, OptionalLong.empty(), seq, limit);
  }

  private void create(SimulatedPerson person, SimulatedConnection connection) {
    // a code room expires when one node has no user present, whatever the other nodes have
    switch (isSingle() ? random.nextInt(3) : 1 + random.nextInt(2)) {
      case 0 -> connection.ask(new CreateCodeRoom(Optional.empty()), this::created);
      case 1 -> connection.ask(new CreatePublicRoom("Room " + random.nextInt(3)), this::created);
      default -> {
        UserId other = any(people).user().id();
        if (!other.equals(person.user().id())) {
          connection.ask(new OpenConversation(other), this::created);
        }
      }
    }
  }

  private void created(Outcome<CreatePublicRoom.Created> outcome) {
    if (outcome instanceof Outcome.Accepted<CreatePublicRoom.Created> accepted) {
      RoomView room = accepted.reply().room();
      room.code().ifPresent(code -> codes.put(room.info().id(), code));
      rooms.add(room.info().id());
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
