package chat.server.storage.follow;

import chat.core.event.RoomEvent;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.log.SqlMessageLog;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** A consumer of whole events. */
public interface EventConsumer extends LogConsumer<RoomEvent> {
  @Override
  default List<RoomEvent> read(SqlSession log, RoomRow room, long after, int limit)
      throws SQLException {
    return SqlMessageLog.events(log, room, after, limit);
  }
}
