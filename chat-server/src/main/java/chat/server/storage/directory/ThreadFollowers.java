package chat.server.storage.directory;

import chat.core.port.FollowStore;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Makes members follow the threads of messages that were stored before threads were followed: the
 * authors of replies and of roots, as having read all of it. Stateless.
 */
public final class ThreadFollowers {
  /** The number of replies that are read at a time; those of one thread are read together. */
  private static final int PAGE = 10_000;

  /** The order of what is filled in is that of time: every later turn is higher. */
  private static final String REPLIERS =
      "INSERT INTO follows (user_id, room, root, followed, mark, turn, change)"
          + " SELECT m.author, members.room, m.thread & 4294967295, 1, max(rooms.head), max(m.at), 0"
          + " FROM messages AS m"
          + " JOIN members ON members.user_id = m.author AND members.room = m.thread >> 32"
          + " JOIN rooms ON rooms.number = members.room"
          + " WHERE m.thread > ? AND m.thread <= ? GROUP BY m.author, members.room, m.thread"
          + " ON CONFLICT DO NOTHING";

  private static final String AUTHORS =
      "INSERT INTO follows (user_id, room, root, followed, mark, turn, change)"
          + " SELECT m.author, members.room, m.id & 4294967295, 1, rooms.head, m.at, 0"
          + " FROM messages AS m"
          + " JOIN members ON members.user_id = m.author AND members.room = m.id >> 32"
          + " JOIN rooms ON rooms.number = members.room"
          + " WHERE m.id IN (SELECT thread FROM messages WHERE thread > ? AND thread <= ?)"
          + " ON CONFLICT DO NOTHING";

  private ThreadFollowers() {}

  /** Fills in the followers of all threads. */
  public static void fill(SqlSession session, Progress progress) throws SQLException {
    fill(session, PAGE, progress);
  }

  /** Fills in the followers of all threads, a page at a time. */
  static void fill(SqlSession session, int page, Progress progress) throws SQLException {
    fill(session, 0, Long.MAX_VALUE, page, progress);
    List<String> users =
        session.list(
            "SELECT user_id FROM follows GROUP BY user_id HAVING count(*) > ?",
            row -> row.getString(1),
            FollowStore.MAX_FOLLOWS);
    for (String user : users) {
      FollowRow.limit(session, user);
    }
  }

  /** Fills in the followers of the threads of a room that was imported. */
  public static void fill(SqlSession session, RoomRow room, Progress progress) throws SQLException {
    fill(session, room.event(0), room.event(room.head().seq()), PAGE, progress);
  }

  private static void fill(SqlSession session, long after, long last, int page, Progress progress)
      throws SQLException {
    long from = after;
    int pages = 0;
    while (from < last) {
      Optional<Long> end =
          session.first(
              "SELECT thread FROM messages WHERE thread > ? ORDER BY thread LIMIT 1 OFFSET ?",
              row -> row.getLong(1),
              from,
              page - 1);
      long to = Math.min(last, end.orElse(last));
      session.update(REPLIERS, from, to);
      session.update(AUTHORS, from, to);
      from = to;
      long done = (long) ++pages * page;
      progress.at(() -> "followers of the threads of " + done + " replies");
    }
  }
}
