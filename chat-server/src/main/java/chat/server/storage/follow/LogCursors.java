package chat.server.storage.follow;

import chat.core.model.RoomId;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** The durable cursors of one consumer, in the database of its output. Stateless, thread-safe. */
public final class LogCursors {
  private static final Pattern NAMES = Pattern.compile("[a-z_]{1,32}");

  /** The cursors in the database of the search index. */
  public static final LogCursors OF_INDEX = new LogCursors("indexed", "", "", "");

  private final String select;
  private final String mine;
  private final String table;
  private final String insert;

  private LogCursors(String table, String mine, String column, String value) {
    this.table = table;
    this.mine = mine;
    this.select = "SELECT room, id, epoch, seq, floor FROM " + table + " WHERE " + mine;
    this.insert =
        "INSERT INTO "
            + table
            + " ("
            + column
            + "room, id, epoch, seq, floor) VALUES ("
            + value
            + "?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  }

  /** The cursors of the consumer {@code name} in the database of the log. */
  static LogCursors of(String name) {
    if (!NAMES.matcher(name).matches()) {
      throw new IllegalArgumentException("not a consumer name: " + name);
    }
    return new LogCursors("followers", "name = '" + name + "' AND ", "name, ", "'" + name + "', ");
  }

  /** The cursors of the room's current log and of its earlier ones. */
  List<LogCursor> find(SqlSession session, RoomId id) throws SQLException {
    return session.list(select + "id = ? ORDER BY room", LogCursors::cursor, id.value());
  }

  /** The ids of rooms with a cursor, ascending from {@code after}, exclusive. */
  List<String> ids(SqlSession session, String after, int limit) throws SQLException {
    return session.list(
        "SELECT id FROM " + table + " WHERE " + mine + "id > ? ORDER BY id LIMIT ?",
        row -> row.getString(1),
        after,
        limit);
  }

  private static LogCursor cursor(ResultSet row) throws SQLException {
    return new LogCursor(
        row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5));
  }

  /**
   * Moves a cursor forward to {@code seq}, and creates it if it is missing; a cursor never moves
   * back.
   */
  void move(SqlSession session, LogCursor cursor, long seq) throws SQLException {
    int moved =
        session.update(
            "UPDATE " + table + " SET seq = ? WHERE " + mine + "room = ? AND epoch = ? AND seq < ?",
            seq,
            cursor.room(),
            cursor.epoch(),
            seq);
    if (moved == 0) {
      session.update(insert, cursor.room(), cursor.id(), cursor.epoch(), seq, cursor.floor());
    }
  }

  /**
   * Records that the deletion of events up to {@code floor} is consumed; a cursor before it moves
   * there.
   */
  void raise(SqlSession session, LogCursor cursor, long floor) throws SQLException {
    session.update(
        "UPDATE " + table + " SET floor = ? WHERE " + mine + "room = ? AND epoch = ?",
        floor,
        cursor.room(),
        cursor.epoch());
    move(session, cursor, floor);
  }

  void remove(SqlSession session, LogCursor cursor) throws SQLException {
    session.update(
        "DELETE FROM " + table + " WHERE " + mine + "room = ? AND epoch = ?",
        cursor.room(),
        cursor.epoch());
  }
}
