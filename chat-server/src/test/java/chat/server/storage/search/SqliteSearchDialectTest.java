package chat.server.storage.search;

import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.server.storage.sql.SqliteDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** The connections to the search index in SQLite. */
final class SqliteSearchDialectTest {
  @TempDir Path folder;

  @Test
  void runsNoQueryForGeneratedKeys() throws Exception {
    SearchDialect index =
        new SqliteSearchDialect(SqliteDialect.fileIn(folder), folder.resolve("index.db"));
    index.prepare();
    try (SqliteDialect log = SqliteDialect.in(folder);
        Connection ofIndex = index.connectToWrite();
        Connection ofLog = log.connectToWrite()) {
      assertFalse(getsGeneratedKeys(ofIndex));
      assertFalse(getsGeneratedKeys(ofLog));
    }
  }

  private static boolean getsGeneratedKeys(Connection connection) throws SQLException {
    return connection.unwrap(SQLiteConnection.class).getConnectionConfig().isGetGeneratedKeys();
  }
}
