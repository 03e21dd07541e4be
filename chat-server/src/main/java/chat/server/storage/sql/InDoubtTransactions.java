package chat.server.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Transactions of PostgreSQL whose connections were lost before anybody was told how they ended. A
 * server process may still be about to commit one, or wait for a network that is gone and hold its
 * locks; while it lives, what is read is not yet the outcome. So it is told to end, and nothing is
 * read or written before it has. Thread-safe.
 */
final class InDoubtTransactions {
  private static final int LOOKS = 20;
  private static final String BETWEEN_LOOKS = "SELECT pg_sleep(0.05)";

  private final Set<Backend> lost = ConcurrentHashMap.newKeySet();

  /** The process that serves a connection. Its number is used again, but not at the same time. */
  record Backend(int number, String since) {
    static Backend of(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT pid, backend_start::text FROM pg_stat_activity"
                      + " WHERE pid = pg_backend_pid()")) {
        row.next();
        return new Backend(row.getInt(1), row.getString(2));
      }
    }
  }

  void add(Backend backend) {
    lost.add(backend);
  }

  /**
   * Waits, a second at most, until all have ended.
   *
   * @throws SQLException if one has not
   */
  void settle(Connection connection) throws SQLException {
    for (Backend backend : List.copyOf(lost)) {
      settle(connection, backend);
      lost.remove(backend);
    }
  }

  private static void settle(Connection connection, Backend backend) throws SQLException {
    for (int i = 0; i < LOOKS; i++) {
      boolean ended = isEnding(connection, backend);
      if (!ended) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(BETWEEN_LOOKS);
        }
      }
      connection.rollback(); // each look, and what comes after it, sees what is there then
      if (ended) {
        return;
      }
    }
    throw new SQLException("how a lost transaction ends is not known yet");
  }

  /** Tells it to end; whether it has. */
  private static boolean isEnding(Connection connection, Backend backend) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid = ? AND backend_start::text = ?")) {
      query.setInt(1, backend.number());
      query.setString(2, backend.since());
      try (ResultSet row = query.executeQuery()) {
        return !row.next();
      }
    }
  }
}
