package chat.server.storage.directory;

import chat.core.model.UserId;
import chat.core.port.FollowStore;
import chat.core.port.FollowStore.Follow;
import chat.server.storage.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Rows of the table of followed threads. All of a room are written in transactions that have locked
 * the room's row. Stateless.
 */
public final class FollowRow {
  /** The columns that {@link #of} reads. */
  static final String COLUMNS = "follows.root, follows.followed, follows.mark, follows.change";

  private FollowRow() {}

  static Follow of(ResultSet row) throws SQLException {
    return new Follow(row.getLong(1), row.getInt(2) != 0, row.getLong(3), row.getLong(4));
  }

  /**
   * The state of a user in a thread, followed or not.
   *
   * @param room the number of the room
   */
  public static Optional<Follow> find(SqlSession session, long room, UserId user, long root)
      throws SQLException {
    return session.first(
        "SELECT " + COLUMNS + " FROM follows WHERE user_id = ? AND room = ? AND root = ?",
        FollowRow::of,
        user.value(),
        room,
        root);
  }

  /**
   * Sets the state of a member, which makes it the latest one of the user.
   *
   * @return the state; empty, and nothing is stored, when the user is not a member
   */
  public static Optional<Follow> set(
      SqlSession session, long room, UserId user, long root, boolean on, long mark)
      throws SQLException {
    Optional<Long> change = countChange(session, room, user);
    if (change.isEmpty()) {
      return Optional.empty();
    }
    session.update(
        "INSERT INTO follows (user_id, room, root, followed, mark, turn, change)"
            + " VALUES (?, ?, ?, ?, ?,"
            + " (SELECT coalesce(max(turn), 0) + 1 FROM follows AS own WHERE own.user_id = ?), ?)"
            + " ON CONFLICT (user_id, room, root) DO UPDATE SET followed = excluded.followed,"
            + " mark = excluded.mark, turn = excluded.turn, change = excluded.change",
        user.value(),
        room,
        root,
        on ? 1L : 0L,
        mark,
        user.value(),
        change.get());
    limit(session, user.value());
    return Optional.of(new Follow(root, on, mark, change.get()));
  }

  private static Optional<Long> countChange(SqlSession session, long room, UserId user)
      throws SQLException {
    return session.first(
        "UPDATE members SET follow_changes = follow_changes + 1 WHERE user_id = ? AND room = ?"
            + " RETURNING follow_changes",
        row -> row.getLong(1),
        user.value(),
        room);
  }

  /** Deletes the states of a user beyond {@link FollowStore#MAX_FOLLOWS}, the oldest ones. */
  static void limit(SqlSession session, String user) throws SQLException {
    session.update(
        "DELETE FROM follows WHERE user_id = ? AND turn <= (SELECT own.turn FROM follows AS own"
            + " WHERE own.user_id = ? ORDER BY own.turn DESC LIMIT 1 OFFSET ?)",
        user,
        user,
        FollowStore.MAX_FOLLOWS);
  }

  /** Raises the mark of a thread that the user follows, as a change. */
  static Follow mark(SqlSession session, long room, UserId user, Follow before, long mark)
      throws SQLException {
    long change = countChange(session, room, user).orElseThrow();
    session.update(
        "UPDATE follows SET mark = ?, change = ? WHERE user_id = ? AND room = ? AND root = ?",
        mark,
        change,
        user.value(),
        room,
        before.root());
    return new Follow(before.root(), true, mark, change);
  }

  /**
   * Raises the mark of a thread to a reply of the user, which makes it the latest one of the user.
   *
   * @return false, and nothing is stored, when the user does not follow the thread
   */
  public static boolean replied(SqlSession session, long room, UserId user, long root, long reply)
      throws SQLException {
    return session.update(
            "UPDATE follows SET mark = ?,"
                + " turn = (SELECT max(own.turn) + 1 FROM follows AS own WHERE own.user_id = ?)"
                + " WHERE user_id = ? AND room = ? AND root = ? AND followed = 1",
            reply,
            user.value(),
            user.value(),
            room,
            root)
        > 0;
  }
}
