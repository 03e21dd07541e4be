package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.FollowStore;
import chat.core.port.MessageDrafts;
import chat.core.port.MessageLog;
import chat.core.port.MessageReader;
import chat.core.port.Samples;
import chat.server.storage.log.EventRow;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a read of the log costs does not grow with the log: the plans of its queries. */
final class LogReadsTest {
  private static final RoomId ROOM = RoomId.of("room");
  private static final String HEART = "\u2764\ufe0f";

  @TempDir Path folder;
  private SqliteDialect sqlite;
  private CountingDatabase database;
  private SqlStore store;

  @BeforeEach
  void open() throws IOException {
    sqlite = SqliteDialect.in(folder);
    database = new CountingDatabase(sqlite);
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

  private List<String> plan(String sql) throws SQLException {
    try (SqlSession session = new SqlSession(sqlite.connectToRead())) {
      return session.list("EXPLAIN QUERY PLAN " + sql, row -> row.getString(4));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " DESC"})
  void mergesTheTablesOfALogById(String order) throws SQLException {
    assertEquals(
        List.of("MERGE (UNION ALL)", "LEFT", search("messages"), "RIGHT", search("events")),
        plan(
            "SELECT "
                + EventRow.OF_LOG
                + " FROM log WHERE id > ? AND id <= ? ORDER BY id"
                + order
                + " LIMIT ?"));
  }

  private static String search(String table) {
    return "SEARCH " + table + " USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)";
  }

  @Test
  void readsNoWholeTableAndSortsNoMoreThanAPage() throws SQLException {
    MessageDrafts drafts = new MessageDrafts(ROOM);
    done(
        store
            .log()
            .append(
                ROOM,
                Optional.empty(),
                List.of(
                    drafts.postToAll(ADA, "@all hi", true),
                    drafts.reply(BOB, "two", 1),
                    drafts.edit(ADA, 1, "one"),
                    drafts.react(BOB, 1, HEART),
                    drafts.pin(BOB, 1))));
    database.takeReads();
    read(store.log());
    read(store.log().messages());
    read(store.directory());
    Set<String> statements = new TreeSet<>(database.takeReads());
    assertTrue(statements.size() > 15, statements.toString());
    Set<String> wrong = new TreeSet<>();
    for (String sql : statements) {
      for (String step : plan(sql)) {
        if (step.matches("SCAN (messages|events|send_keys|reactions|pins|versions|mentions).*")
            || step.startsWith("SCAN log")
            || (step.startsWith("USE TEMP B-TREE") && !isOfFollows(sql))) {
          wrong.add(step + ": " + sql);
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  /** Sorted by what happened last; a user follows a bounded number of threads. */
  private static boolean isOfFollows(String sql) {
    return sql.contains("FROM follows ");
  }

  private static void read(MessageLog log) {
    done(log.heads(List.of(ROOM)));
    done(log.readAfter(ROOM, 1, 9));
    done(log.readBefore(ROOM, 3, 9));
    done(log.readLast(ROOM, 9));
    done(log.find(Samples.draft(ROOM, ADA, "no").key()));
    done(log.countUnread(BOB.id(), Map.of(ROOM, 0L), 9));
  }

  private static void read(MessageReader messages) {
    done(messages.messages(ROOM, List.of(1L, 2L)));
    done(messages.thread(ROOM, 1, OptionalLong.empty(), 9, 9));
    done(messages.thread(ROOM, 1, OptionalLong.of(1), 9, 9));
    done(messages.pins(ROOM, 9, 9));
    done(messages.withFiles(ROOM, 9, 9));
    done(messages.versions(ROOM, 1, 0, 9));
    done(messages.reactors(ROOM, 1, HEART, Optional.empty(), 9));
    done(messages.reactors(ROOM, 1, HEART, Optional.of(ADA.id()), 9));
    done(messages.reactionsOf(ADA.id(), ROOM, List.of(1L)));
  }

  private static void read(FollowStore follows) {
    done(follows.followedThread(ADA.id(), ROOM, 1, 9));
    done(follows.followedThreads(ADA.id(), 9, 9));
    done(follows.followChanges(ADA.id(), ROOM, 0, 9));
  }
}
