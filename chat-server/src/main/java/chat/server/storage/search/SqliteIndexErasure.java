package chat.server.storage.search;

import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.SqlSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;

/**
 * Overwrites the words of removed documents in the search index. FTS5 only marks a document as
 * removed; its words go when the segments of the index are merged. Merging all of them takes 2
 * microseconds for each document, in transactions of a tenth of a second, so that indexing goes on.
 * The user version of the database says what is to be done, also after a crash. Stateless.
 */
final class SqliteIndexErasure implements Overwriter {
  /** Pages of 4 KiB that one transaction merges. */
  private static final int PAGES = 256;

  private static final String MERGE =
      "INSERT INTO postings (postings, rank) VALUES ('merge', -" + PAGES + ")";

  /** A merge writes at least this many rows unless there is nothing left to merge. */
  private static final int NO_CHANGE = 2;

  /** Documents were removed; set by the transaction that removes them. */
  private static final int DUE = 1;

  /** The words of documents that were removed are being overwritten, and none was removed since. */
  private static final int UNDER_WAY = 2;

  /** Documents that are added meanwhile can be left for the next time. */
  private static final int MOST_PASSES = 3;

  private final SqliteSearchDialect index;

  SqliteIndexErasure(SqliteSearchDialect index) {
    this.index = index;
  }

  /** Notes that documents are removed by the transaction of this session. */
  static void note(SqlSession session) throws SQLException {
    session.update(version(DUE));
  }

  /** Whether there are words to overwrite. */
  static boolean isDue(SqlSession session) throws SQLException {
    return session.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0) != 0;
  }

  private static String version(int value) {
    return "PRAGMA user_version = " + value;
  }

  @Override
  public void overwrite(BooleanSupplier isStopping) throws SQLException {
    try (Connection connection = index.connectToWrite();
        Statement statement = connection.createStatement()) {
      statement.execute(version(UNDER_WAY));
      boolean isDone = false; // or as far as the passes go
      long steps =
          MOST_PASSES * (1 + number(statement, "SELECT count(*) FROM postings_data") / PAGES);
      long before = number(statement, "SELECT total_changes()");
      for (long step = 0; step < steps && !isDone && !isStopping.getAsBoolean(); step++) {
        statement.execute(MERGE);
        long after = number(statement, "SELECT total_changes()");
        isDone = after - before < NO_CHANGE || step == steps - 1;
        before = after;
      }
      if (isDone) {
        finish(statement);
      }
      boolean isBusy = number(statement, "PRAGMA wal_checkpoint(TRUNCATE)") != 0;
      if (isBusy) {
        throw new SQLException("the write-ahead log of the search index is being read");
      }
    }
  }

  /** Ends what is under way, unless documents were removed meanwhile. */
  private static void finish(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    if (number(statement, "PRAGMA user_version") == UNDER_WAY) {
      statement.execute(version(0));
    }
    statement.execute("COMMIT");
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
