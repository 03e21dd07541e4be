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
 * PostgreSQL transactions whose connections were lost before their outcome was known. A backend may
 * still commit such a transaction, or hold its locks while it waits for the lost network; until it
 * has ended, reads do not show the outcome. It is therefore terminated, and nothing is read or
 * written before it has ended. Thread-safe.
 */
final class InDoubtTransactions {
  private static final int CHECKS = 20;
  private static final String WAIT = "SELECT pg_sleep(0.05)";

  private final Set<Backend> lost = ConcurrentHashMap.newKeySet();

  /**
   * The server process of a connection. Process ids are reused, so the start time is part of the
   * identity.
   */
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
   * Terminates all lost transactions; blocks for about a second at most until each has ended.
   *
   * @throws SQLException if one has not ended by then
   */
  void settle(Connection connection) throws SQLException {
    for (Backend backend : List.copyOf(lost)) {
      settle(connection, backend);
      lost.remove(backend);
    }
  }

  private static void settle(Connection connection, Backend backend) throws SQLException {
    for (int i = 0; i < CHECKS; i++) {
      boolean ended = hasEnded(connection, backend);
      if (!ended) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(WAIT);
        }
      }
      connection.rollback(); // so that each check, and the caller, has a current snapshot
      if (ended) {
        return;
      }
    }
    throw new SQLException("the outcome of a transaction on a lost connection is not known yet");
  }

  /** Terminates the backend and returns whether it has ended. */
  private static boolean hasEnded(Connection connection, Backend backend) throws SQLException {
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
