package chat.server.storage.directory;

import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Users who are retired and whose names are free: their rows say who they were while there is a
 * conversation of theirs. In the place of the name's forms stands a space and the id, which no name
 * has. Every method runs a number of statements that does not grow with the number of users, up to
 * {@link InList#MOST}. Stateless.
 */
public final class NamelessUsers {
  private NamelessUsers() {}

  /** A user who is to be nameless, and the skeleton that is to be free. */
  public record Named(String id, String skeleton) {
    /** The user of a row that has both in this order. */
    static Named of(ResultSet row) throws SQLException {
      return new Named(row.getString(1), row.getString(2));
    }
  }

  /** Retires users and frees their names. */
  public static void retire(SqlSession session, Collection<Named> users) throws SQLException {
    List<String> ids = users.stream().map(Named::id).toList();
    InList.update(
        session,
        "INSERT INTO names (skeleton) SELECT ' ' || id FROM users WHERE id IN (...)"
            + " ON CONFLICT DO NOTHING",
        ids);
    InList.update(
        session,
        "UPDATE users SET retired = 1, folded = ' ' || id, skeleton = ' ' || id"
            + " WHERE id IN (...)",
        ids);
    ReservedNames.release(session, users.stream().map(Named::skeleton).toList());
  }

  /** Forgets those of {@code ids} who are nameless and have no conversation left. */
  static void forget(SqlSession session, Collection<String> ids) throws SQLException {
    List<String> gone =
        InList.list(
            session,
            "SELECT id FROM users WHERE id IN (...) AND retired = 1 AND folded = ' ' || id"
                + " AND NOT EXISTS (SELECT 1 FROM rooms WHERE lower = users.id)"
                + " AND NOT EXISTS (SELECT 1 FROM rooms WHERE higher = users.id)",
            row -> row.getString(1),
            ids);
    InList.update(session, "DELETE FROM users WHERE id IN (...)", gone);
    ReservedNames.release(session, gone.stream().map(id -> " " + id).toList());
  }
}
