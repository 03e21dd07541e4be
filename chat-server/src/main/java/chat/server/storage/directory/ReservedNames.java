package chat.server.storage.directory;

import chat.core.model.UserName;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * The reserved skeletons of names, one row each. A skeleton is reserved by an insert, so that only
 * one of two concurrent requests succeeds, even on two servers. Stateless.
 */
public final class ReservedNames {
  private ReservedNames() {}

  /** Reserves a skeleton; returns false when it is reserved already. */
  static boolean take(SqlSession session, String skeleton) throws SQLException {
    return session.update(
            "INSERT INTO names (skeleton) VALUES (?) ON CONFLICT DO NOTHING", skeleton)
        > 0;
  }

  /** Frees a skeleton, unless the name of another user has it, which predates skeletons. */
  static void release(SqlSession session, String skeleton) throws SQLException {
    session.update(
        "DELETE FROM names WHERE skeleton = ?"
            + " AND NOT EXISTS (SELECT 1 FROM users WHERE users.skeleton = names.skeleton)",
        skeleton);
  }

  /** Frees many skeletons with one statement, like {@link #release(SqlSession, String)}. */
  static void release(SqlSession session, Collection<String> skeletons) throws SQLException {
    InList.update(
        session,
        "DELETE FROM names WHERE skeleton IN (...)"
            + " AND NOT EXISTS (SELECT 1 FROM users WHERE users.skeleton = names.skeleton)",
        skeletons);
  }

  /**
   * Recomputes all skeletons; for migrations that introduce or change {@link UserName#skeleton}. No
   * user loses a name; users whose names are free stay {@link NamelessUsers}.
   */
  public static void fill(SqlSession session, Progress progress) throws SQLException {
    record Named(String id, String name) {}
    List<Named> users =
        session.list(
            "SELECT id, name FROM users WHERE folded <> ' ' || id",
            row -> new Named(row.getString(1), row.getString(2)));
    session.update("DELETE FROM names");
    session.update(
        "INSERT INTO names (skeleton) SELECT ' ' || id FROM users WHERE folded = ' ' || id");
    int done = 0;
    for (Named each : users) {
      int number = ++done;
      progress.at(() -> "name " + number + " of " + users.size());
      String skeleton = UserName.skeleton(each.name());
      session.update("UPDATE users SET skeleton = ? WHERE id = ?", skeleton, each.id());
      take(session, skeleton);
    }
  }
}
