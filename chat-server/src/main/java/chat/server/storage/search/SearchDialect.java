package chat.server.storage.search;

import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.SqliteDialect;
import java.sql.Connection;
import java.sql.SQLException;

/** Where an index of words is kept: beside the log, from which it can be made anew. Thread-safe. */
public interface SearchDialect extends Dialect {
  /**
   * The index of a log.
   *
   * @throws IllegalArgumentException if nothing is known of where to keep one for {@code log}
   */
  static SearchDialect of(Dialect log) {
    if (log instanceof SqliteDialect sqlite) {
      return new SqliteSearchDialect(
          sqlite.file(), sqlite.file().resolveSibling(SqliteSearchDialect.FILE));
    } else if (log instanceof PostgresDialect postgres) {
      return new PostgresSearchDialect(postgres);
    }
    throw new IllegalArgumentException("no index of words beside " + log.dialect());
  }

  /** A connection that only reads: the index, and the tables of the log too. */
  @Override
  Connection connectToRead() throws SQLException;

  /** How it keeps words. */
  WordIndex words();

  /** Brings it to the form of this version; what is damaged is thrown away first. */
  void prepare() throws SQLException;

  /**
   * Throws it away, so that it is made anew by the next {@link #prepare}, if a failure like this
   * means that it is damaged.
   *
   * @return whether it was thrown away
   */
  boolean discardIfDamaged(SQLException failure);
}
