package chat.server.storage.directory;

import chat.core.model.UserId;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Deletes memberships with what belongs to them: drafts and followed threads. Stateless. */
final class MemberRows {
  private static final List<String> TABLES = List.of("members", "drafts", "follows");

  private MemberRows() {}

  /** Deletes the membership of a user in the room with this number. */
  static void remove(SqlSession session, UserId user, long room) throws SQLException {
    for (String table : TABLES) {
      session.update(
          "DELETE FROM " + table + " WHERE user_id = ? AND room = ?", user.value(), room);
    }
  }

  /** Deletes all memberships of a user. */
  static void removeAll(SqlSession session, UserId user) throws SQLException {
    for (String table : TABLES) {
      session.update("DELETE FROM " + table + " WHERE user_id = ?", user.value());
    }
  }

  /** Deletes all memberships of users. */
  static void ofUsers(SqlSession session, Collection<String> users) throws SQLException {
    for (String table : TABLES) {
      InList.update(session, "DELETE FROM " + table + " WHERE user_id IN (...)", users);
    }
  }

  /** Deletes all memberships in the room with this number. */
  static void ofRoom(SqlSession session, long room) throws SQLException {
    for (String table : TABLES) {
      session.update("DELETE FROM " + table + " WHERE room = ?", room);
    }
  }

  /** Deletes all memberships in the rooms with these ids. */
  static void ofRooms(SqlSession session, Collection<String> rooms) throws SQLException {
    for (String table : TABLES) {
      InList.update(
          session,
          "DELETE FROM " + table + " WHERE room IN (SELECT number FROM rooms WHERE id IN (...))",
          rooms);
    }
  }
}
