package chat.server.storage.log;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.core.port.Appended;
import chat.server.storage.directory.RoomLooks;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Applies an event that changes its room to the row of the room, in the transaction of the event.
 * Stateless.
 */
final class RoomChange {
  private RoomChange() {}

  /**
   * Changes the room's row.
   *
   * @return the reason why it was not changed; empty when it was
   */
  static Optional<Appended.Result> apply(
      SqlSession session, RoomId id, RoomEvent event, String rowLock) throws SQLException {
    RoomRow row = RoomRow.get(session, id, rowLock);
    RoomRecord after = event.applyTo(row.room());
    if (after.equals(row.room())) {
      return Optional.of(new Appended.Unchanged());
    }
    if (!after.name().equals(row.room().name()) && after.kind() == RoomKind.PUBLIC) {
      if (isTaken(session, row.number(), after)) {
        return Optional.of(new Appended.Rejected(Appended.Cause.NAME_TAKEN));
      }
      session.update(
          "UPDATE rooms SET public_name = ?, public_look = NULL WHERE number = ?",
          RoomName.fold(after.name()),
          row.number());
      session.update(
          "UPDATE rooms SET public_look = ? WHERE number = ?",
          RoomLooks.of(session, after),
          row.number());
    }
    session.update(
        "UPDATE rooms SET name = ?, topic = ? WHERE number = ?",
        after.name(),
        after.topic(),
        row.number());
    return Optional.empty();
  }

  private static boolean isTaken(SqlSession session, long number, RoomRecord room)
      throws SQLException {
    return session
        .first(
            "SELECT 1 FROM rooms WHERE (public_name = ? OR public_look = ?) AND number <> ?",
            row -> true,
            RoomName.fold(room.name()),
            RoomName.skeleton(room.name()),
            number)
        .isPresent();
  }
}
