package chat.server.storage.directory;

import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.model.UserName;
import chat.core.port.StoreException;
import chat.server.storage.sql.InList;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of users and of their reserved names. Stateless. */
public final class UserRow {
  /** The columns that {@link #of} reads. */
  public static final String COLUMNS = "users.id, users.name, users.kind";

  private record Names(String folded, String skeleton) {}

  private UserRow() {}

  public static User of(ResultSet row) throws SQLException {
    return new User(
        UserId.of(row.getString(1)), row.getString(2), User.Kind.valueOf(row.getString(3)));
  }

  static Optional<User> find(SqlSession session, UserId id) throws SQLException {
    return session.first("SELECT " + COLUMNS + " FROM users WHERE id = ?", UserRow::of, id.value());
  }

  /** The user {@code id}; empty if unknown or retired. */
  static Optional<User> active(SqlSession session, UserId id) throws SQLException {
    return session.first(
        "SELECT " + COLUMNS + " FROM users WHERE id = ? AND retired = 0", UserRow::of, id.value());
  }

  /** Locks the row of a user until the commit. */
  static void lock(SqlSession session, UserId id, String rowLock) throws SQLException {
    session.list("SELECT 1 FROM users WHERE id = ?" + rowLock, row -> true, id.value());
  }

  static boolean isRetired(SqlSession session, UserId id) throws SQLException {
    return session
        .first("SELECT 1 FROM users WHERE id = ? AND retired = 1", row -> true, id.value())
        .isPresent();
  }

  /**
   * Requires that a user is not retired.
   *
   * @throws StoreException if the user is
   */
  static void requireActive(SqlSession session, UserId id) throws SQLException {
    if (isRetired(session, id)) {
      throw new StoreException("the user is retired: " + id);
    }
  }

  /** The known users among {@code ids}, read in one query. */
  static List<User> find(SqlSession session, Collection<UserId> ids) throws SQLException {
    return InList.list(
        session,
        "SELECT " + COLUMNS + " FROM users WHERE id IN (...)",
        UserRow::of,
        ids.stream().map(UserId::value).toList());
  }

  /**
   * The users who have these names, regardless of case, and are not retired, by {@link
   * UserName#fold}, read in one query.
   */
  static Map<String, User> named(SqlSession session, Collection<String> names) throws SQLException {
    Set<String> folded = names.stream().map(UserName::fold).collect(Collectors.toSet());
    Map<String, User> found = new HashMap<>();
    InList.list(
            session,
            "SELECT " + COLUMNS + " FROM users WHERE folded IN (...) AND retired = 0",
            UserRow::of,
            folded)
        .forEach(user -> found.put(UserName.fold(user.name()), user));
    return found;
  }

  /** Inserts or updates a user; returns false, and changes nothing, if the name is taken. */
  public static boolean put(SqlSession session, User user, Instant at) throws SQLException {
    requireActive(session, user.id());
    String id = user.id().value();
    Optional<Names> before =
        session.first(
            "SELECT folded, skeleton FROM users WHERE id = ?",
            row -> new Names(row.getString(1), row.getString(2)),
            id);
    String skeleton = UserName.skeleton(user.name());
    String folded = UserName.fold(user.name());
    boolean hasName = before.filter(had -> had.folded().equals(folded)).isPresent();
    boolean looksSame = before.filter(had -> had.skeleton().equals(skeleton)).isPresent();
    if ((UserName.isReserved(user.name()) && !hasName)
        || !isFree(session, id, folded)
        || (!looksSame && !ReservedNames.take(session, skeleton))) {
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
      ReservedNames.release(session, before.get().skeleton());
    }
    return true;
  }

  private static boolean isFree(SqlSession session, String id, String folded) throws SQLException {
    return session
        .first("SELECT 1 FROM users WHERE folded = ? AND id <> ?", row -> row.getInt(1), folded, id)
        .isEmpty();
  }

  /** Retires a user and deletes the memberships; the name stays reserved. */
  public static void retire(SqlSession session, UserId id) throws SQLException {
    session.update("UPDATE users SET retired = 1 WHERE id = ?", id.value());
    MemberRows.removeAll(session, id);
  }
}
