package chat.server.storage.migration;

import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills in the threads of replies that were posted before messages had any: the root of a reply is
 * that of the answered message, or this message itself. An answered message that is no longer kept
 * counts as a root, because its own is not known. Stateless.
 */
final class MessageThreads {
  /** The number of replies that are read at a time. */
  private static final int PAGE = 10_000;

  private static final String REPLIES =
      "SELECT m.id, ((m.id >> 32) << 32) + m.reply_to, a.thread FROM messages AS m"
          + " LEFT JOIN messages AS a ON a.id = ((m.id >> 32) << 32) + m.reply_to"
          + " WHERE m.id > ? AND m.reply_to IS NOT NULL ORDER BY m.id LIMIT ?";

  private static final String ROOTS =
      "UPDATE messages SET rev = replies.last, state = '{\"replies\":[' || replies.number || ','"
          + " || replies.last || ']}' FROM (SELECT thread, count(*) AS number,"
          + " max(id) & 4294967295 AS last FROM messages WHERE thread IS NOT NULL GROUP BY thread)"
          + " AS replies WHERE messages.id = replies.thread";

  /**
   * A reply.
   *
   * @param answered the id of the answered message
   * @param thread the id of the root of that message's thread; null when it is no reply itself
   */
  private record Reply(long id, long answered, Long thread) {}

  private MessageThreads() {}

  /** Fills in the threads of all replies, and the number of replies of their roots. */
  static void fill(SqlSession session, Progress progress) throws SQLException {
    long last = 0;
    int done = 0;
    List<Reply> page = page(session, last);
    while (!page.isEmpty()) {
      update(session, page);
      last = page.get(page.size() - 1).id();
      done += page.size();
      int replies = done;
      progress.at(() -> replies + " replies");
      page = page(session, last);
    }
    if (done > 0) {
      progress.at(() -> "roots of threads");
      session.update(ROOTS);
    }
  }

  private static List<Reply> page(SqlSession session, long after) throws SQLException {
    return session.list(
        REPLIES,
        row -> {
          long thread = row.getLong(3);
          boolean isRoot = row.wasNull();
          return new Reply(row.getLong(1), row.getLong(2), isRoot ? null : thread);
        },
        after,
        PAGE);
  }

  /** A message that was answered is older than its reply, so its own thread is known. */
  private static void update(SqlSession session, List<Reply> page) throws SQLException {
    Map<Long, Long> roots = new HashMap<>();
    try (PreparedStatement statement =
        session.connection().prepareStatement("UPDATE messages SET thread = ? WHERE id = ?")) {
      for (Reply reply : page) {
        long known = reply.thread() == null ? reply.answered() : reply.thread();
        long root = roots.getOrDefault(reply.answered(), known);
        roots.put(reply.id(), root);
        statement.setLong(1, root);
        statement.setLong(2, reply.id());
        statement.addBatch();
      }
      int[] unused = statement.executeBatch();
    }
  }
}
