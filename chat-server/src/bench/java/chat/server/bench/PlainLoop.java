package chat.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What is compared with: a bare SQLite database as durable as the store's (write-ahead log, synced
 * by every commit), one thread, one row and one commit per message; no server, no network, no JSON.
 * Stateless.
 */
final class PlainLoop {
  private static final Duration DURATION = Duration.ofSeconds(4);

  private PlainLoop() {}

  /** How many messages a second it stores. */
  static double run(Lab lab) throws IOException, SQLException {
    Path data = lab.freshData();
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("plain.db"))) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute(
            "CREATE TABLE messages (id INTEGER PRIMARY KEY, room TEXT NOT NULL,"
                + " author TEXT NOT NULL, at INTEGER NOT NULL, client_id TEXT NOT NULL,"
                + " text TEXT NOT NULL)");
      }
      connection.setAutoCommit(false);
      return insert(connection);
    } finally {
      Lab.delete(data);
    }
  }

  private static double insert(Connection connection) throws SQLException {
    Texts texts = new Texts(1);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO messages (room, author, at, client_id, text) VALUES (?, ?, ?, ?, ?)")) {
      long start = System.nanoTime();
      long end = start + DURATION.toNanos();
      int count = 0;
      while (System.nanoTime() < end) {
        insert.setString(1, "general");
        insert.setString(2, "somebody");
        insert.setLong(3, System.currentTimeMillis());
        insert.setString(4, "p0-" + count);
        insert.setString(5, texts.next());
        insert.executeUpdate();
        connection.commit();
        count++;
      }
      return count * 1e9 / (System.nanoTime() - start);
    }
  }
}
