package chat.server.store;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** People as they are stored, and the names that they hold. Stateless. */
final class UserRow {
  /** The columns that {@link #of} reads. */
  static final String COLUMNS = "users.id, users.name, users.kind";

  private UserRow() {}

  static User of(ResultSet row) throws SQLException {
    return new User(
        UserId.of(row.getString(1)), row.getString(2), User.Kind.valueOf(row.getString(3)));
  }

  static Optional<User> find(Session session, UserId id) throws SQLException {
    return session.first("SELECT " + COLUMNS + " FROM users WHERE id = ?", UserRow::of, id.value());
  }

  /** Whoever has a name, regardless of case, and is not retired. */
  static Optional<User> named(Session session, String name) throws SQLException {
    return session.first(
        "SELECT " + COLUMNS + " FROM users WHERE folded = ? AND retired = 0",
        UserRow::of,
        UserName.fold(name));
  }

  /**
   * Makes somebody known as {@code user} says; false, and changes nothing, if the name is taken.
   */
  static boolean put(Session session, User user, Instant at) throws SQLException {
    String id = user.id().value();
    Optional<String> before =
        session.first("SELECT skeleton FROM users WHERE id = ?", row -> row.getString(1), id);
    String skeleton = UserName.skeleton(user.name());
    String folded = UserName.fold(user.name());
    if (!isFree(session, id, folded)
        || (!before.equals(Optional.of(skeleton)) && !Names.take(session, skeleton))) {
      return false;
    }
    if (before.isEmpty()) {
      session.update(
          "INSERT INTO users (id, name, folded, skeleton, kind, seen) VALUES (?, ?, ?, ?, ?, ?)",
          id,
          user.name(),
          folded,
          skeleton,
          user.kind().name(),
          at.toEpochMilli());
    } else {
      session.update(
          "UPDATE users SET name = ?, folded = ?, skeleton = ?, kind = ?, seen = ? WHERE id = ?",
          user.name(),
          folded,
          skeleton,
          user.kind().name(),
          at.toEpochMilli(),
          id);
      Names.release(session, before.get());
    }
    return true;
  }

  private static boolean isFree(Session session, String id, String folded) throws SQLException {
    return session
        .first("SELECT 1 FROM users WHERE folded = ? AND id <> ?", row -> row.getInt(1), folded, id)
        .isEmpty();
  }

  /** Ends somebody, but for the name. */
  static void retire(Session session, UserId id) throws SQLException {
    session.update("UPDATE users SET retired = 1 WHERE id = ?", id.value());
    session.update("DELETE FROM members WHERE user_id = ?", id.value());
  }

  /** Forgets somebody, name and all. */
  static void forget(Session session, String id) throws SQLException {
    Optional<String> skeleton =
        session.first("SELECT skeleton FROM users WHERE id = ?", row -> row.getString(1), id);
    session.update("DELETE FROM members WHERE user_id = ?", id);
    session.update("DELETE FROM sessions WHERE user_id = ?", id);
    session.update("DELETE FROM users WHERE id = ?", id);
    if (skeleton.isPresent()) {
      Names.release(session, skeleton.get());
    }
  }
}
