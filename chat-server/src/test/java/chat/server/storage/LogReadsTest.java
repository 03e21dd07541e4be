package chat.server.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.storage.log.EventRow;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of a log costs the same however long the log is: its two tables are merged by id. */
final class LogReadsTest {
  private static final int ROWS = 2_000;
  private static final int PAGE = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", " DESC"})
  void readsNoMoreOfALogThanAPage(String order) throws IOException, SQLException {
    try (OpenStores stores = new OpenStores(folder)) {
      SqlStore unused = stores.open(folder.resolve("data")); // creates the tables
    }
    SqliteDialect database = SqliteDialect.in(folder.resolve("data"));
    try (SqlSession session = new SqlSession(database.connectToRead())) {
      String page =
          "SELECT " + EventRow.OF_LOG + " FROM log WHERE id > ? AND id <= ? ORDER BY id" + order;
      List<String> plan =
          session.list(
              "EXPLAIN QUERY PLAN " + page + " LIMIT ?", row -> row.getString(4), 0L, ROWS, PAGE);
      assertEquals(
          List.of("MERGE (UNION ALL)", "LEFT", search("messages"), "RIGHT", search("events")),
          plan);
    } finally {
      database.close();
    }
  }

  private static String search(String table) {
    return "SEARCH " + table + " USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)";
  }
}
