package chat.server.storage.log;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts unread messages of many rooms in one query. Stateless. */
final class Unread {
  /**
   * A common table expression, as only there can both databases name the columns of a VALUES list.
   */
  private static final String COUNTS =
      "WITH asked (id, mark) AS (VALUES ...)"
          + " SELECT rooms.id, (SELECT count(*) FROM (SELECT 1 FROM messages"
          + " WHERE messages.id > (rooms.number << 32)"
          + " + CASE WHEN asked.mark > rooms.floor THEN asked.mark ELSE rooms.floor END"
          + " AND messages.id <= (rooms.number << 32) + rooms.head"
          + " AND messages.author <> ? AND messages.deleted = 0 LIMIT ?) AS unread)"
          + " FROM asked JOIN rooms ON rooms.id = asked.id";

  private record Count(RoomId room, int unread) {}

  private Unread() {}

  /** See {@link chat.core.port.MessageLog#countUnread(UserId, Map, int)}. */
  static Map<RoomId, Integer> count(
      SqlSession session, UserId reader, Map<RoomId, Long> marks, int max) throws SQLException {
    Map<RoomId, Integer> counts = new TreeMap<>();
    List<Map.Entry<RoomId, Long>> all = List.copyOf(marks.entrySet());
    for (int from = 0; from < all.size(); from += InList.MOST) {
      List<Map.Entry<RoomId, Long>> some =
          all.subList(from, Math.min(from + InList.MOST, all.size()));
      int size = InList.size(some.size());
      List<Object> bound = new ArrayList<>();
      for (Map.Entry<RoomId, Long> each : some) {
        bound.add(each.getKey().value());
        bound.add(each.getValue());
      }
      for (int i = some.size(); i < size; i++) {
        bound.add(""); // no room has this id
        bound.add(0L);
      }
      bound.add(reader.value());
      bound.add(max);
      String values = String.join(", ", Collections.nCopies(size, "(?, ?)"));
      session
          .list(
              COUNTS.replace("...", values),
              row -> new Count(RoomId.of(row.getString(1)), row.getInt(2)),
              bound.toArray())
          .forEach(count -> counts.put(count.room(), count.unread()));
    }
    return counts;
  }
}
