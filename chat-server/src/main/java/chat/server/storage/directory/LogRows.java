package chat.server.storage.directory;

import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Deletes events from the two tables of the log. Stateless. */
public final class LogRows {
  private static final List<String> TABLES = List.of("messages", "events");

  private LogRows() {}

  /**
   * Deletes the events with ids after {@code after} up to {@code last}.
   *
   * @return how many of them were messages
   */
  public static int remove(SqlSession session, long after, long last) throws SQLException {
    int messages = session.update("DELETE FROM messages WHERE id > ? AND id <= ?", after, last);
    session.update("DELETE FROM events WHERE id > ? AND id <= ?", after, last);
    return messages;
  }

  /** Deletes all events of {@code rooms}. */
  static void removeAll(SqlSession session, Collection<String> rooms) throws SQLException {
    for (String table : TABLES) {
      InList.update(
          session,
          "DELETE FROM "
              + table
              + " WHERE id IN (SELECT event.id FROM rooms JOIN "
              + table
              + " AS event ON event.id > (rooms.number << 32)"
              + " AND event.id < ((rooms.number + 1) << 32) WHERE rooms.id IN (...))",
          List.copyOf(rooms));
    }
  }
}
