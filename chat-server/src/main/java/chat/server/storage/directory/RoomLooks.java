package chat.server.storage.directory;

import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/**
 * The skeletons of the names of public rooms ({@link RoomName#skeleton}), in a unique column, so
 * that only one of two concurrent creations succeeds, even on two servers. Rooms with equal
 * skeletons from earlier versions, and configured rooms, may have none. Stateless.
 */
public final class RoomLooks {
  private RoomLooks() {}

  /** Whether a public room has the skeleton of {@code room}. */
  static boolean isTaken(SqlSession session, RoomRecord room) throws SQLException {
    return isTaken(session, RoomName.skeleton(room.name()));
  }

  private static boolean isTaken(SqlSession session, String look) throws SQLException {
    return session
        .first("SELECT 1 FROM rooms WHERE public_look = ?", row -> true, look)
        .isPresent();
  }

  /**
   * The value of the column for {@code room}; null if it is not public, or the skeleton is taken.
   */
  public static String of(SqlSession session, RoomRecord room) throws SQLException {
    String look = room.kind() == RoomKind.PUBLIC ? RoomName.skeleton(room.name()) : null;
    return look == null || isTaken(session, look) ? null : look;
  }

  /** Recomputes all skeletons; for migrations that change {@link RoomName#skeleton}. */
  public static void fill(SqlSession session, Progress progress) throws SQLException {
    record Named(long number, String name) {}
    List<Named> rooms =
        session.list(
            "SELECT number, name FROM rooms WHERE kind = 'PUBLIC' ORDER BY number",
            row -> new Named(row.getLong(1), row.getString(2)));
    session.update("UPDATE rooms SET public_look = NULL");
    int done = 0;
    for (Named room : rooms) {
      int number = ++done;
      progress.at(() -> "room " + number + " of " + rooms.size());
      String look = RoomName.skeleton(room.name());
      if (!isTaken(session, look)) {
        session.update("UPDATE rooms SET public_look = ? WHERE number = ?", look, room.number());
      }
    }
  }
}
