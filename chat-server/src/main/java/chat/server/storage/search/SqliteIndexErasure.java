package chat.server.storage.search;

import chat.server.storage.sql.Overwriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Overwrites the words of removed documents in the search index. FTS5 only marks a document as
 * removed; its words go when the segments of the index are merged. Merging all of them takes 2
 * microseconds for each document, in transactions of a tenth of a second, so that indexing goes on.
 * Stateless.
 */
final class SqliteIndexErasure implements Overwriter {
  /** Pages of 4 KiB that one transaction merges. */
  private static final int PAGES = 256;

  private static final String MERGE =
      "INSERT INTO postings (postings, rank) VALUES ('merge', -" + PAGES + ")";

  /** A merge writes at least this many rows unless there is nothing left to merge. */
  private static final int NO_CHANGE = 2;

  /** Documents that are added meanwhile can be left for the next time. */
  private static final int MOST_PASSES = 3;

  private final SqliteSearchDialect index;

  SqliteIndexErasure(SqliteSearchDialect index) {
    this.index = index;
  }

  @Override
  public void overwrite() throws SQLException {
    try (Connection connection = index.connectToWrite();
        Statement statement = connection.createStatement()) {
      long steps =
          MOST_PASSES * (1 + number(statement, "SELECT count(*) FROM postings_data") / PAGES);
      long before = number(statement, "SELECT total_changes()");
      for (long step = 0; step < steps; step++) {
        statement.execute(MERGE);
        long after = number(statement, "SELECT total_changes()");
        if (after - before < NO_CHANGE) {
          break;
        }
        before = after;
      }
      boolean isBusy = number(statement, "PRAGMA wal_checkpoint(TRUNCATE)") != 0;
      if (isBusy) {
        throw new SQLException("the write-ahead log of the search index is being read");
      }
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
