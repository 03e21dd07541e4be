package chat.server.storage.directory;

import chat.core.model.UserName;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Which skeletons of names are taken: a row for each that somebody's name has. Taking is an insert,
 * so of two who ask at the same time, on two servers even, one gets it. Stateless.
 */
public final class ReservedNames {
  private ReservedNames() {}

  /** Takes a skeleton; false when it is somebody's. */
  static boolean take(SqlSession session, String skeleton) throws SQLException {
    return session.update(
            "INSERT INTO names (skeleton) VALUES (?) ON CONFLICT DO NOTHING", skeleton)
        > 0;
  }

  /** Frees a skeleton, unless somebody's name has it: a twin from before there were skeletons. */
  static void release(SqlSession session, String skeleton) throws SQLException {
    session.update(
        "DELETE FROM names WHERE skeleton = ?"
            + " AND NOT EXISTS (SELECT 1 FROM users WHERE users.skeleton = names.skeleton)",
        skeleton);
  }

  /** The same for many, with one statement. */
  static void release(SqlSession session, Collection<String> skeletons) throws SQLException {
    InList.update(
        session,
        "DELETE FROM names WHERE skeleton IN (...)"
            + " AND NOT EXISTS (SELECT 1 FROM users WHERE users.skeleton = names.skeleton)",
        skeletons);
  }

  /**
   * Computes all skeletons anew: what a migration does when {@link UserName#skeleton} is new or
   * another. No user loses a name by it; those whose names are free stay {@link NamelessUsers}.
   */
  public static void fill(SqlSession session, Progress progress) throws SQLException {
    record Named(String id, String name) {}
    List<Named> people =
        session.list(
            "SELECT id, name FROM users WHERE folded <> ' ' || id",
            row -> new Named(row.getString(1), row.getString(2)));
    session.update("DELETE FROM names");
    session.update(
        "INSERT INTO names (skeleton) SELECT ' ' || id FROM users WHERE folded = ' ' || id");
    int done = 0;
    for (Named each : people) {
      int number = ++done;
      progress.at(() -> "name " + number + " of " + people.size());
      String skeleton = UserName.skeleton(each.name());
      session.update("UPDATE users SET skeleton = ? WHERE id = ?", skeleton, each.id());
      take(session, skeleton);
    }
  }
}
