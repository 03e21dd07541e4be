package chat.server.storage.maintenance;

import chat.server.storage.directory.RoomRow;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The events that a room should have by its row, which may be wrong. Immutable. */
record RoomRange(long number, String id, long head, long floor) {
  /** Reads the columns number, id, head and floor. */
  static RoomRange of(ResultSet row) throws SQLException {
    return new RoomRange(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4));
  }

  /** The lower bound, exclusive, of the ids of the room's events. */
  long first() {
    return number << RoomRow.SEQ_BITS;
  }

  /** The upper bound, inclusive, of the ids of the room's events. */
  long last() {
    return ((number + 1) << RoomRow.SEQ_BITS) - 1;
  }

  /** The prefix of reports about the room. */
  @Override
  public String toString() {
    return "room " + id + ": ";
  }
}
