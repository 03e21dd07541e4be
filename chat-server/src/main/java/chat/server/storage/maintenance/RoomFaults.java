package chat.server.storage.maintenance;

import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Finds rooms whose events are not exactly floor + 1 to head, and events without a room. Confined
 * to one thread.
 */
final class RoomFaults {
  private final SqlSession session;
  private final Consumer<String> faults;
  private long events;
  private long messages; // of the current room
  private long expected;

  RoomFaults(SqlSession session, Consumer<String> faults) {
    this.session = session;
    this.faults = faults;
  }

  /** The number of events that were checked. */
  long events() {
    return events;
  }

  void find() throws SQLException {
    session.each(
        "SELECT number, id, head, floor, messages FROM rooms ORDER BY number",
        row -> check(RoomRange.of(row), row.getLong(5)));
    session.each(
        "SELECT id >> 32, count(*) FROM log WHERE id >> 32 NOT IN (SELECT number FROM rooms)"
            + " GROUP BY 1",
        row ->
            faults.accept(
                "room number "
                    + row.getLong(1)
                    + ": does not exist but has "
                    + row.getLong(2)
                    + " events"));
  }

  private void check(RoomRange room, long recorded) throws SQLException {
    if (room.floor() < 0 || room.floor() > room.head()) {
      faults.accept(room + "has floor " + room.floor() + " but head " + room.head());
    }
    expected = room.floor() + 1;
    messages = 0;
    session.each(
        "SELECT id, body FROM log WHERE id >= ? AND id <= ? ORDER BY id",
        row -> visit(room, row),
        room.first(),
        room.last());
    missing(room, room.head());
    if (recorded != messages) {
      faults.accept(room + "has a count of " + recorded + " messages but contains " + messages);
    }
  }

  private void visit(RoomRange room, ResultSet row) throws SQLException {
    long seq = RoomRow.seqOf(row.getLong(1));
    events++;
    if (row.getString(2) == null) {
      messages++;
    }
    if (seq <= room.floor()) {
      faults.accept(room + "event " + seq + " is at or below the floor " + room.floor());
    } else if (seq > room.head()) {
      faults.accept(room + "event " + seq + " is above the head " + room.head());
    } else {
      missing(room, seq - 1);
      expected = seq + 1;
    }
  }

  /** Reports a gap, if there is one, from the expected event up to {@code last}. */
  private void missing(RoomRange room, long last) {
    if (expected == last) {
      faults.accept(room + "event " + last + " is missing");
    } else if (expected < last) {
      faults.accept(room + "events " + expected + " to " + last + " are missing");
    }
  }
}
