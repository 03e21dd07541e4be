package chat.server.storage.follow;

import chat.core.port.LogHead;
import chat.server.storage.directory.RoomRow;
import java.util.Optional;

/**
 * The position of a consumer in the log of a room. Immutable.
 *
 * @param room the room's number
 * @param id the room's id
 * @param epoch the epoch of the log
 * @param seq the seq of the last consumed event
 * @param floor the seq of the last event whose deletion was consumed
 */
public record LogCursor(long room, String id, String epoch, long seq, long floor) {
  /** The cursor before the first event of a log. */
  static LogCursor before(RoomRow room) {
    LogHead head = room.head();
    return new LogCursor(
        room.number(), room.room().id().value(), head.epoch(), head.floor(), head.floor());
  }

  /** Whether this is a cursor of the current log of the room in {@code row}. */
  boolean isOf(Optional<RoomRow> row) {
    return row.isPresent() && row.get().number() == room && row.get().head().epoch().equals(epoch);
  }
}
