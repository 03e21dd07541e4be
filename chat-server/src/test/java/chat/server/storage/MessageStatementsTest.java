package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Draft;
import chat.core.port.MessageDrafts;
import chat.core.port.Samples;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.SqliteDialect;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The number of statements of a change. Those of every append: take the lock, insert the key, read
 * the room, insert the event, update the room; and for a message, raise the read marker.
 */
final class MessageStatementsTest {
  private static final RoomId ROOM = RoomId.of("room");
  private static final String HEART = "\u2764\ufe0f";
  private static final int POST = 6;

  @TempDir Path folder;
  private final MessageDrafts drafts = new MessageDrafts(ROOM);
  private CountingDatabase database;
  private SqlStore store;

  @BeforeEach
  void open() throws IOException {
    database = new CountingDatabase(SqliteDialect.in(folder));
    store =
        SqlStore.open(
            database,
            database.search(),
            Overwriter.NONE,
            new CriticalThreads(
                failure -> {
                  throw new AssertionError(failure);
                }));
    done(store.directory().addUser(ADA, AT));
    done(store.directory().addUser(BOB, AT));
    done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), List.of(ADA.id(), BOB.id())));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private int statements(Draft... some) {
    database.takeWrites();
    done(store.log().append(ROOM, Optional.empty(), List.of(some)));
    return database.takeWrites().size();
  }

  @Test
  void postsWithSixStatements() {
    assertEquals(POST, statements(Samples.draft(ROOM, ADA, "a")));
    assertEquals(
        POST + 2, statements(Samples.draft(ROOM, ADA, "b"), Samples.draft(ROOM, ADA, "c")));
  }

  @Test
  void storesAllMentionsOfAMessageWithOneStatement() {
    assertEquals(POST + 2, statements(drafts.postToAll(ADA, "@all hi", false)), "counts members");
    assertEquals(POST + 1, statements(drafts.postToAll(ADA, "@all hi", true)));
    assertEquals(POST + 3, statements(drafts.edit(ADA, 1, "hi")), "removes the mention");
    List<Mention> both = List.of(new Mention(ADA, 0, 4), new Mention(BOB, 5, 9));
    assertEquals(POST + 4, statements(drafts.edit(ADA, 1, "@Ada @Bob", both)));
    assertEquals(POST + 2, statements(drafts.edit(ADA, 1, "@Ada @Bob!", both)), "the same");
  }

  @Test
  void changesAMessageWithFewStatements() {
    statements(drafts.post(ADA, "one"));
    assertEquals(
        POST + 2 + 4 + 4,
        statements(drafts.reply(BOB, "two", 1)),
        "read and update the root; its author and that of the reply follow");
    assertEquals(
        POST + 3 + 1,
        statements(drafts.reply(BOB, "three", 2)),
        "read the answered one too, and raise the mark of the thread");
    assertEquals(POST + 2, statements(drafts.edit(ADA, 1, "one again")));
    assertEquals(POST + 2, statements(drafts.react(BOB, 1, HEART)));
    assertEquals(POST + 2, statements(drafts.unreact(BOB, 1, HEART)));
    assertEquals(POST + 3, statements(drafts.pin(BOB, 1)), "and count the pins");
    assertEquals(POST, statements(drafts.pin(BOB, 1)), "unchanged: removes the key");
    statements(drafts.react(BOB, 1, HEART));
    assertEquals(POST + 7, statements(drafts.delete(ADA, 1, "")));
    assertEquals(POST + 4, statements(drafts.delete(BOB, 2, "")), "two messages");
  }

  @Test
  void readsAndWritesAMessageOnceInAnAppend() {
    statements(drafts.post(ADA, "one"));
    Draft[] many =
        IntStream.range(0, 20)
            .mapToObj(i -> drafts.react(BOB, 1, Character.toString(0x1f600 + i)))
            .toArray(Draft[]::new);
    assertEquals(POST - 1 + 2 + 20 + 19 * 2, statements(many));
  }

  /** Without edits too: a table that has no rows there has nothing to overwrite. */
  @Test
  void overwritesNeighboursTogether() {
    int count = 200;
    statements(
        IntStream.range(0, count).mapToObj(i -> drafts.post(ADA, "x")).toArray(Draft[]::new));
    statements(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> drafts.delete(ADA, i, ""))
            .toArray(Draft[]::new));
    database.takeWrites();
    store.erase();
    int one = 30; // the statements of a place
    int found = database.takeWrites().size();
    assertTrue(found > 0 && found <= one, found + " statements");
  }

  @Test
  void countsTheStatementsOfReads() {
    statements(drafts.post(ADA, "one"), drafts.reply(BOB, "two", 1), drafts.edit(ADA, 1, "x"));
    database.takeReads();
    done(store.log().messages().messages(ROOM, List.of(1L, 2L)));
    done(store.log().messages().thread(ROOM, 1, OptionalLong.empty(), 9, 9));
    done(store.log().messages().pins(ROOM, 9, 9));
    done(store.log().messages().reactors(ROOM, 1, HEART, Optional.empty(), 9));
    done(store.log().messages().reactionsOf(ADA.id(), ROOM, List.of(1L)));
    assertEquals(5 * 2, database.takeReads().size());
    done(store.log().messages().versions(ROOM, 1, 0, 9));
    assertEquals(3, database.takeReads().size());
  }
}
