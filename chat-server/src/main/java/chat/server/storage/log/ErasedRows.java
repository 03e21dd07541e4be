package chat.server.storage.log;

import chat.core.port.StoreException;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * Overwrites deleted content of the log. The table {@code erasures} has the ids of events whose
 * content was deleted. SQLite overwrites a row that it deletes, but when rows move between pages it
 * can leave copies of them in their former pages. These are neighbours, so the rows around a
 * deleted one are deleted and inserted again: their pages become empty, and SQLite overwrites empty
 * pages. Confined to one thread.
 */
public final class ErasedRows implements Overwriter {
  /** Rows before and after a deleted one: several pages of short messages. */
  private static final int BEFORE = 150;

  private static final int AFTER = 450;

  /** The number of places that one transaction rewrites, in some 10 ms. */
  private static final int MOST_TOGETHER = 2;

  private final Dialect dialect;
  private final GroupCommit writer;
  private final Overwriter then;

  /**
   * @param then overwrites what the database keeps elsewhere; not closed
   */
  public ErasedRows(Dialect dialect, GroupCommit writer, Overwriter then) {
    this.dialect = dialect;
    this.writer = writer;
    this.then = then;
  }

  /** Whether there is content to overwrite. */
  public static boolean isDue(SqlSession session) throws SQLException {
    return session.first("SELECT 1 FROM erasures LIMIT 1", row -> true).isPresent();
  }

  @Override
  public void overwrite(BooleanSupplier isStopping) throws SQLException {
    boolean more = true;
    while (more && !isStopping.getAsBoolean()) { // other writes are committed between
      try {
        more = writer.writeAnyhow(this::some).toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new StoreException(e.getCause().getMessage(), e.getCause());
      }
    }
    then.overwrite(isStopping);
  }

  /** Returns whether there may be more. */
  private boolean some(SqlSession session) throws SQLException {
    if (!dialect.leavesCopies()) {
      session.update("DELETE FROM erasures");
      return false;
    }
    int rewritten = 0;
    long done = -1;
    while (rewritten < MOST_TOGETHER) {
      List<Long> next =
          session.list(
              "SELECT id FROM erasures WHERE id > ? ORDER BY id LIMIT 1",
              row -> row.getLong(1),
              done);
      if (next.isEmpty()) {
        session.update("DELETE FROM erasures");
        return false;
      }
      done = rewrite(session, next.get(0));
      rewritten++;
    }
    session.update("DELETE FROM erasures WHERE id <= ?", done);
    return true;
  }

  /**
   * Rewrites the rows around an id and returns up to which id that is done. A table without further
   * rows has nothing left to rewrite after it.
   */
  private static long rewrite(SqlSession session, long id) throws SQLException {
    long messages = rewrite(session, "messages", "id", id);
    long events = rewrite(session, "events", "id", id);
    long versions = rewrite(session, "versions", "message", id);
    return Math.max(id, Math.min(messages, Math.min(events, versions)));
  }

  private static long rewrite(SqlSession session, String table, String key, long id)
      throws SQLException {
    long first = edge(session, "min", table, key + " <= ? ORDER BY " + key + " DESC", id, BEFORE);
    long last = edge(session, "max", table, key + " >= ? ORDER BY " + key, id, AFTER);
    String range = key + " BETWEEN ? AND ?";
    session.update(
        "CREATE TEMP TABLE IF NOT EXISTS moved_"
            + table
            + " AS SELECT * FROM "
            + table
            + " LIMIT 0");
    session.update(
        "INSERT INTO moved_" + table + " SELECT * FROM " + table + " WHERE " + range, first, last);
    session.update("DELETE FROM " + table + " WHERE " + range, first, last);
    session.update("INSERT INTO " + table + " SELECT * FROM moved_" + table);
    session.update("DELETE FROM moved_" + table);
    return session
        .first(
            "SELECT "
                + key
                + " FROM "
                + table
                + " WHERE "
                + key
                + " >= ? ORDER BY "
                + key
                + " LIMIT 1 OFFSET ?",
            row -> row.getLong(1),
            id,
            AFTER - BEFORE)
        .orElse(Long.MAX_VALUE);
  }

  /** The key of a row at some distance; {@code id} when there are no rows. */
  private static long edge(
      SqlSession session, String end, String table, String where, long id, int distance)
      throws SQLException {
    return session
        .first(
            "SELECT coalesce("
                + end
                + "(k), ?) FROM (SELECT "
                + where.substring(0, where.indexOf(' '))
                + " AS k FROM "
                + table
                + " WHERE "
                + where
                + " LIMIT ?)",
            row -> row.getLong(1),
            id,
            id,
            distance)
        .orElse(id);
  }
}
