package chat.server.bench;

import chat.core.event.MessagePosted;
import chat.core.event.ReactionAdded;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A store with years of talk in it: half of all messages in one room, the rest in others of a
 * thousand each, and a reaction to every fifth message of the big room. It is filled through the
 * store's own front door, so it is exactly what a server would have written, and kept for the next
 * run. Confined to one thread.
 */
final class BigStore {
  static final String BIG = "big";

  /** In the other half of the store. */
  private static final int MESSAGES_OF_A_ROOM = 1_000;

  private static final String THUMBS_UP = "👍";
  private static final int AUTHORS = 2_000;
  private static final int MEMBERS = 20;
  private static final int BATCH = 1_000;
  private static final int MESSAGES_PER_REACTION = 5;
  private static final int SAY_EVERY = 200_000;
  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
  private static final int SECONDS_BETWEEN = 60;

  private final SqlStore store;
  private final Lab lab;
  private final Random random = new Random(3);
  private final Texts texts = new Texts(3);
  private final List<User> authors = new ArrayList<>();
  private final Map<RoomId, List<User>> members = new HashMap<>();
  private CompletableFuture<Appended> underWay = CompletableFuture.completedFuture(null);
  private int messages;
  private int reactions;

  private BigStore(SqlStore store, Lab lab) {
    this.store = store;
    this.lab = lab;
  }

  /** How many messages the big room has. */
  static int bigRoom(Lab lab) {
    return lab.messages() / 2;
  }

  /** How many other rooms there are. */
  static int rooms(Lab lab) {
    return Math.max(1, (lab.messages() - bigRoom(lab)) / MESSAGES_OF_A_ROOM);
  }

  /** The id of one of the others. */
  static String room(int number) {
    return "room-" + number;
  }

  /** The data directory of the store, filled when it is not there yet. */
  static Path in(Lab lab) throws IOException {
    Path data = lab.directory().resolve("store-with-reactions-" + lab.messages());
    Path whole = data.resolve("whole");
    if (Files.exists(whole)) {
      lab.say("the store of the last run is used: " + data);
      return data;
    }
    if (Files.exists(data)) {
      Lab.delete(data); // half filled
    }
    lab.say("filling a store with " + lab.messages() + " messages");
    long start = System.nanoTime();
    try (SqlStore store = SqlStore.open(SqliteDialect.in(data), BigStore::fatal)) {
      new BigStore(store, lab).fill();
    }
    Files.createFile(whole);
    lab.say(String.format("filled in %.0f s", (System.nanoTime() - start) / 1e9));
    return data;
  }

  /** A copy of that directory, to be changed and deleted. */
  static Path copied(Lab lab) throws IOException {
    Path from = in(lab);
    Path to = lab.freshData();
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void fatal(Throwable failure) {
    throw new IllegalStateException("the store failed", failure);
  }

  private void fill() {
    for (int i = 0; i < AUTHORS; i++) {
      User author = new User(UserId.of("author-" + i), "Author" + i, User.Kind.GUEST);
      authors.add(author);
      await(store.directory().addUser(author, FIRST));
    }
    List<RoomId> small = new ArrayList<>();
    RoomId big = add(BIG, "The big room", authors);
    for (int i = 0; i < rooms(lab); i++) {
      int first = random.nextInt(AUTHORS - MEMBERS);
      small.add(add(room(i), "Room " + i, authors.subList(first, first + MEMBERS)));
    }
    // Turn by turn, as rooms are talked in side by side: their pages do not lie in a row.
    while (messages < lab.messages()) {
      append(big, Math.min(BATCH, bigRoom(lab)));
      react(big);
      for (int i = 0; i < BATCH / 50 && messages < lab.messages(); i++) {
        append(small.get(random.nextInt(small.size())), 50);
      }
    }
    underWay.join();
  }

  private RoomId add(String id, String name, List<User> talkers) {
    RoomId room = RoomId.of(id);
    members.put(room, talkers);
    await(
        store
            .directory()
            .addRoom(RoomRecord.open(room, name), talkers.stream().map(User::id).toList()));
    return room;
  }

  private void append(RoomId room, int count) {
    List<Draft> drafts = new ArrayList<>(count);
    List<User> talkers = members.get(room);
    for (int i = 0; i < count; i++) {
      User author = talkers.get(random.nextInt(talkers.size()));
      String clientId = "m" + messages;
      MessagePosted said =
          new MessagePosted(
              room,
              0,
              author,
              texts.next(),
              FIRST.plusSeconds((long) messages * SECONDS_BETWEEN),
              clientId,
              OptionalLong.empty(),
              List.of());
      drafts.add(new Draft(new SendKey(room, author.id(), clientId), said));
      messages++;
      if (messages % SAY_EVERY == 0) {
        lab.say(messages + " messages");
      }
    }
    underWay.join(); // the next is made while one is written
    underWay = store.log().append(room, Optional.empty(), drafts).toCompletableFuture();
  }

  /** Some members react to the latest messages of a room. */
  private void react(RoomId room) {
    List<RoomEvent> latest = underWay.join().events();
    List<Draft> drafts = new ArrayList<>();
    List<User> members = this.members.get(room);
    for (int i = 0; i < latest.size(); i += MESSAGES_PER_REACTION) {
      RoomEvent said = latest.get(i);
      User author = members.get(random.nextInt(members.size()));
      String clientId = "r" + reactions++;
      drafts.add(
          new Draft(
              new SendKey(room, author.id(), clientId),
              new ReactionAdded(room, 0, author, said.at(), clientId, said.seq(), THUMBS_UP)));
    }
    underWay = store.log().append(room, Optional.empty(), drafts).toCompletableFuture();
  }

  private static void await(CompletionStage<?> stage) {
    stage.toCompletableFuture().join();
  }
}
