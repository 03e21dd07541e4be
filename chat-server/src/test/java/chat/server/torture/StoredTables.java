package chat.server.torture;

import chat.server.torture.History.Said;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the logs from the store's tables, past the server's own ways of reading, which may be what
 * is wrong. Stateless.
 */
final class StoredTables {
  private static final DateTimeFormatter WIRE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private StoredTables() {}

  /** All logs of a store that no server uses. */
  static List<StoredLog> read(String jdbcUrl) throws SQLException {
    List<StoredLog> logs = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet room = statement.executeQuery("SELECT number, id, epoch, head FROM rooms")) {
      while (room.next()) {
        String id = room.getString(2);
        Set<String> readers = Wire.people(id);
        List<Said> events = events(connection, room.getLong(1), id);
        logs.add(new StoredLog(id, room.getString(3), room.getLong(4), readers, events));
      }
    }
    return logs;
  }

  private static List<Said> events(Connection connection, long number, String room)
      throws SQLException {
    List<Said> events = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, author, client_id, text, at FROM messages WHERE id >= ? AND id < ?"
                + " ORDER BY id")) {
      query.setLong(1, number << 32);
      query.setLong(2, (number + 1) << 32);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          events.add(
              new Said(
                  room,
                  row.getLong(1) & 0xffff_ffffL,
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  WIRE_TIME.format(Instant.ofEpochMilli(row.getLong(5)))));
        }
      }
    }
    return events;
  }
}
