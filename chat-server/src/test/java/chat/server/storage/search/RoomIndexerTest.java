package chat.server.storage.search;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.SendKey;
import chat.core.search.Words;
import chat.server.storage.SqlStore;
import chat.server.storage.follow.FollowerStore;
import chat.server.storage.follow.LogCursors;
import chat.server.storage.follow.LogTurns;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which the messages of rooms are indexed. */
final class RoomIndexerTest {
  private static final RoomId FLOODED = RoomId.of("flooded");
  private static final RoomId QUIET = RoomId.of("quiet");

  @TempDir Path folder;
  private SqliteDialect database;
  private SqlStore store;
  private SqlSession log;
  private SqlSession index;
  private FollowerStore.Connected stores;
  private LogTurns<?> indexing;

  @BeforeEach
  void open() throws Exception {
    database = SqliteDialect.in(folder);
    store = SqlStore.open(database, failure -> {});
    done(store.directory().addUser(ADA, AT));
    for (RoomId room : List.of(FLOODED, QUIET)) {
      done(store.directory().addRoom(RoomRecord.open(room, "Room " + room), List.of()));
    }
    SearchDialect beside =
        new SqliteSearchDialect(SqliteDialect.fileIn(folder), folder.resolve("beside.db"));
    beside.prepare();
    log = new SqlSession(database.connectToRead());
    index = new SqlSession(beside.connectToWrite());
    stores = new FollowerStore.OfIndex(log, index, beside);
    indexing =
        new LogTurns<>(
            new RoomIndexer(beside.words(), () -> {}),
            LogCursors.OF_INDEX,
            System::nanoTime,
            failure -> {
              throw new AssertionError(failure);
            });
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
    store.close();
  }

  private void say(RoomId room, int from, int to, String text) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      SendKey key = new SendKey(room, ADA.id(), "k" + i);
      drafts.add(
          new Draft(
              key,
              new MessagePosted(
                  room, 0, ADA, text, AT, key.clientId(), OptionalLong.empty(), List.of())));
    }
    done(store.log().append(room, Optional.empty(), drafts));
  }

  /** A text of {@code words} different words, whose characters are all different. */
  private static String dense(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < words / 2; i++) {
      text.appendCodePoint(0x4e00 + i);
    }
    return text.toString();
  }

  private long indexed(RoomId room) throws Exception {
    return index
        .first("SELECT seq FROM indexed WHERE id = ?", row -> row.getLong(1), room.value())
        .orElse(0L);
  }

  private void round() throws Exception {
    indexing.round(stores, () -> false);
  }

  @Test
  void findsFiveHundredWordsOfAMessage() {
    assertEquals(Words.MAX_WORDS, Words.of(dense(8_000)).size());
    assertEquals(499, Words.of(dense(500)).size());
  }

  @Test
  void givesEachRoomABoundedTurnSoThatAFloodDelaysNoOtherRoom() throws Exception {
    say(FLOODED, 0, 300, dense(8_000));
    say(QUIET, 0, 1, "a word");
    indexing.add(List.of(FLOODED, QUIET));
    round();
    assertEquals(1, indexed(QUIET));
    long first = indexed(FLOODED);
    assertTrue(first > 0 && first <= 5, "indexed " + first);
    assertFalse(indexing.isDone());

    say(QUIET, 1, 2, "another word");
    indexing.add(List.of(QUIET));
    round();
    assertEquals(2, indexed(QUIET));
    assertTrue(indexed(FLOODED) < 300);

    while (!indexing.isDone()) {
      round();
    }
    assertEquals(300, indexed(FLOODED));
    assertEquals(
        302, index.first("SELECT count(*) FROM documents", row -> row.getLong(1)).orElseThrow());
  }

  @Test
  void takesShortMessagesInLargerTurns() throws Exception {
    say(FLOODED, 0, 250, "short");
    indexing.add(List.of(FLOODED));
    round();
    assertEquals(100, indexed(FLOODED));
    round();
    round();
    assertEquals(250, indexed(FLOODED));
    assertTrue(indexing.isDone());
  }
}
