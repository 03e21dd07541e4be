package chat.server.storage.maintenance;

import chat.server.storage.directory.RoomRow;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The events that a room should have, as its row says and be it wrong. Immutable. */
record RoomRange(long number, String id, long head, long floor) {
  /** From the columns number, id, head and floor. */
  static RoomRange of(ResultSet row) throws SQLException {
    return new RoomRange(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4));
  }

  /** Below the id of every event that the room could have. */
  long first() {
    return number << RoomRow.SEQ_BITS;
  }

  /** The greatest id of an event that the room could have. */
  long last() {
    return ((number + 1) << RoomRow.SEQ_BITS) - 1;
  }

  /** How a fault of the room begins. */
  @Override
  public String toString() {
    return "room " + id + ": ";
  }
}
