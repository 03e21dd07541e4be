package chat.server.storage.follow;

import chat.core.port.LogHead;
import chat.server.storage.directory.RoomRow;
import java.util.Optional;

/**
 * How far a consumer is in the log of a room. Immutable.
 *
 * @param room the room's number
 * @param id the room's id
 * @param epoch which log it is
 * @param seq the last event that was consumed
 * @param floor the last event whose drop was consumed
 */
public record LogCursor(long room, String id, String epoch, long seq, long floor) {
  /** The one before everything that a log keeps. */
  static LogCursor before(RoomRow room) {
    LogHead head = room.head();
    return new LogCursor(
        room.number(), room.room().id().value(), head.epoch(), head.floor(), head.floor());
  }

  /** Whether this is a cursor of the log that a room has now. */
  boolean isOf(Optional<RoomRow> row) {
    return row.isPresent() && row.get().number() == room && row.get().head().epoch().equals(epoch);
  }
}
