package chat.server.storage.directory;

import chat.core.model.RoomKind;
import chat.core.model.RoomName;
import chat.core.model.RoomRecord;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/**
 * What the names of public rooms look like: {@link RoomName#skeleton}, in a column that is unique,
 * so that of two rooms created at the same time, on two servers even, one is refused. Rooms that
 * looked alike before, and those that the configuration names, may have none. Stateless.
 */
public final class RoomLooks {
  private RoomLooks() {}

  /** Whether a public room looks like {@code room} would. */
  static boolean isTaken(SqlSession session, RoomRecord room) throws SQLException {
    return isTaken(session, RoomName.skeleton(room.name()));
  }

  private static boolean isTaken(SqlSession session, String look) throws SQLException {
    return session
        .first("SELECT 1 FROM rooms WHERE public_look = ?", row -> true, look)
        .isPresent();
  }

  /** What a new room's column holds; null for a room that is not public or not the first. */
  public static String of(SqlSession session, RoomRecord room) throws SQLException {
    String look = room.kind() == RoomKind.PUBLIC ? RoomName.skeleton(room.name()) : null;
    return look == null || isTaken(session, look) ? null : look;
  }

  /** Computes all looks anew: what a migration does when {@link RoomName#skeleton} changes. */
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
