package chat.server.storage.directory;

import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Retired users whose names are free again. Their rows stay as long as they have a direct
 * conversation, and have a space and the id, which no name contains, in place of the folded name
 * and the skeleton. Every method runs a constant number of statements for up to {@link InList#MOST}
 * users. Stateless.
 */
public final class NamelessUsers {
  private NamelessUsers() {}

  /** A user to retire, and the skeleton of the name to free. */
  public record Named(String id, String skeleton) {
    /** Reads the columns id and skeleton, in this order. */
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

  /** Deletes the nameless users among {@code ids} who have no conversation. */
  static void forget(SqlSession session, Collection<String> ids) throws SQLException {
    List<String> deleted =
        InList.list(
            session,
            "SELECT id FROM users WHERE id IN (...) AND retired = 1 AND folded = ' ' || id"
                + " AND NOT EXISTS (SELECT 1 FROM rooms WHERE lower = users.id)"
                + " AND NOT EXISTS (SELECT 1 FROM rooms WHERE higher = users.id)",
            row -> row.getString(1),
            ids);
    InList.update(session, "DELETE FROM users WHERE id IN (...)", deleted);
    ReservedNames.release(session, deleted.stream().map(id -> " " + id).toList());
  }
}
