package chat.server.browser;

import chat.core.event.MessagePosted;
import chat.core.event.UnknownEvent;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Fills a server's data directory with rooms of any length. Confined to one thread. */
final class LongLog implements AutoCloseable {
  private static final int AUTHORS = 50;
  private static final int BATCH = 1_000;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final String[] TEXTS = {
    "Good morning, everybody.",
    "Did you see `Selector.select()` in the new build? It returns at once now, and nobody knows why.",
    "See https://example.org/calendar?day=monday&room=general for the dates.",
    "👍",
    "It is a long story, and it begins with the harbour: all night long the ships had been waiting"
        + " outside, their lamps like a second row of stars.",
    "```java\nfor (var key : selector.selectedKeys()) {\n  accept(key);\n}\n```",
    "Yes.",
  };

  private final SqlStore store;
  private final List<User> authors = new ArrayList<>();

  LongLog(Path data) throws IOException {
    store =
        SqlStore.open(
            SqliteDialect.in(data),
            failure -> {
              throw new IllegalStateException(failure);
            });
    for (int i = 0; i < AUTHORS; i++) {
      User author = new User(UserId.of("author-" + i), "Author" + i, User.Kind.REGISTERED);
      await(store.directory().addUser(author, FIRST));
      authors.add(author);
    }
  }

  /** One of the things that are said in such rooms. */
  static String text(int number) {
    return TEXTS[number % TEXTS.length];
  }

  /** A public room in which this many messages were posted, a minute apart. */
  void add(String id, String name, int messages) {
    RoomId room = RoomId.of(id);
    add(RoomRecord.open(room, name));
    for (int from = 0; from < messages; from += BATCH) {
      List<Draft> drafts = new ArrayList<>(BATCH);
      for (int i = from; i < Math.min(messages, from + BATCH); i++) {
        drafts.add(draft(room, i));
      }
      await(store.log().append(room, Optional.empty(), drafts));
    }
  }

  /** The same, each message followed by so many events of types that only later versions know. */
  void add(String id, String name, int messages, int others) {
    RoomId room = RoomId.of(id);
    add(RoomRecord.open(room, name));
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      drafts.add(draft(room, i));
      for (int other = 1; other <= others; other++) {
        drafts.add(ofLaterVersion(room, i, other));
      }
    }
    await(store.log().append(room, Optional.empty(), drafts));
  }

  /** Those with odd numbers are about a message. */
  private Draft ofLaterVersion(RoomId room, int number, int other) {
    User author = authors.get(number / 3 % AUTHORS);
    String key = "later-" + number + "-" + other;
    UnknownEvent event =
        new UnknownEvent(
            room,
            0,
            author,
            FIRST.plusSeconds(60L * number + other),
            key,
            other % 2 == 1 ? OptionalLong.of(1) : OptionalLong.empty(),
            "of_a_later_version",
            "{\"text\":\"not a message\"}");
    return new Draft(new SendKey(room, author.id(), key), event);
  }

  /** A public room without members and messages. */
  void addEmpty(String id, String name) {
    await(store.directory().addRoom(RoomRecord.open(RoomId.of(id), name), List.of()));
  }

  /** A public room that is about something. */
  void add(String id, String name, String topic) {
    RoomRecord room = RoomRecord.open(RoomId.of(id), name);
    add(
        new RoomRecord(
            room.id(),
            room.name(),
            room.kind(),
            room.permanent(),
            room.code(),
            topic,
            room.author()));
  }

  private void add(RoomRecord room) {
    List<UserId> members = authors.stream().map(User::id).toList();
    await(store.directory().addRoom(room, members));
  }

  private Draft draft(RoomId room, int number) {
    User author = authors.get(number / 3 % AUTHORS);
    MessagePosted said =
        new MessagePosted(
            room,
            0,
            author,
            text(number),
            FIRST.plusSeconds(60L * number),
            "long-" + number,
            OptionalLong.empty(),
            List.of());
    return new Draft(new SendKey(room, author.id(), "long-" + number), said);
  }

  private static void await(CompletionStage<?> stage) {
    stage.toCompletableFuture().join();
  }

  @Override
  public void close() {
    store.close();
  }
}
