package chat.server.storage.maintenance;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Finds send keys that point to no event or to the wrong one, events with two keys, and events
 * without a key, which a retry would duplicate. Confined to one thread.
 */
final class SendKeyCheck {
  private final SqlSession session;
  private final Consumer<String> faults;

  SendKeyCheck(SqlSession session, Consumer<String> faults) {
    this.session = session;
    this.faults = faults;
  }

  void find() throws SQLException {
    session.each(
        "SELECT rooms.number, rooms.id, rooms.head, rooms.floor, k.named, k.author, k.client_id,"
            + " k.event, k.at, coalesce(m.id, e.id), coalesce(m.author, e.author),"
            + " coalesce(m.client_id, e.client_id), coalesce(m.at, e.at) FROM send_keys AS k"
            + " LEFT JOIN rooms ON rooms.number = k.event >> 32"
            + " LEFT JOIN messages AS m ON m.id = k.event"
            + " LEFT JOIN events AS e ON e.id = k.event",
        this::check);
    session.each(
        "SELECT rooms.id, k.event, count(*) FROM send_keys AS k"
            + " LEFT JOIN rooms ON rooms.number = k.event >> 32"
            + " GROUP BY k.event HAVING count(*) > 1",
        row ->
            faults.accept(
                "room "
                    + row.getString(1)
                    + ": event "
                    + RoomRow.seqOf(row.getLong(2))
                    + " has "
                    + row.getLong(3)
                    + " send keys"));
    session.each(
        "SELECT rooms.id, e.id FROM (SELECT id FROM log EXCEPT SELECT event FROM send_keys)"
            + " AS e LEFT JOIN rooms ON rooms.number = e.id >> 32",
        row ->
            faults.accept(
                "room "
                    + row.getString(1)
                    + ": event "
                    + RoomRow.seqOf(row.getLong(2))
                    + " has no send key"));
  }

  private void check(ResultSet row) throws SQLException {
    RoomRange room = RoomRange.of(row);
    long seq = RoomRow.seqOf(row.getLong(8));
    String key =
        "send key " + row.getString(7) + " of " + row.getString(6) + " in " + row.getString(5);
    if (room.id() == null && Conversation.of(RoomId.of(row.getString(5))).isEmpty()) {
      return; // of a direct conversation that was deleted with its users
    }
    if (room.id() == null) {
      faults.accept(key + " points to a room that does not exist");
    } else if (seq < 1 || seq > room.head()) {
      faults.accept(room + key + " points to event " + seq + ", the head is " + room.head());
    } else if (row.getObject(10) == null && seq > room.floor()) {
      faults.accept(room + key + " points to event " + seq + ", which does not exist");
    } else if (row.getObject(10) != null && !agrees(row)) {
      faults.accept(room + key + " points to event " + seq + ", which has another send key");
    }
  }

  private static boolean agrees(ResultSet row) throws SQLException {
    return row.getString(6).equals(row.getString(11))
        && row.getString(7).equals(row.getString(12))
        && row.getLong(9) == row.getLong(13);
  }
}
