package chat.server.storage.search;

import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.SqliteDialect;
import java.sql.Connection;
import java.sql.SQLException;

/** The database of a search index, which can be rebuilt from the log. Thread-safe. */
public interface SearchDialect extends Dialect {
  /**
   * The database of the search index of a log.
   *
   * @throws IllegalArgumentException if {@code log} is of an unknown kind
   */
  static SearchDialect of(Dialect log) {
    if (log instanceof SqliteDialect sqlite) {
      return new SqliteSearchDialect(
          sqlite.file(), sqlite.file().resolveSibling(SqliteSearchDialect.FILE));
    } else if (log instanceof PostgresDialect postgres) {
      return new PostgresSearchDialect(postgres);
    }
    throw new IllegalArgumentException("no search index for " + log.dialect());
  }

  /** Opens a read-only connection to the index and to the tables of the log. */
  @Override
  Connection connectToRead() throws SQLException;

  /** The word index of this database. */
  WordIndex words();

  /** Overwrites the words of removed documents. */
  Overwriter overwriter();

  /** Whether words of removed documents are still to be overwritten, since the last start. */
  boolean isOverwriteDue() throws SQLException;

  /** Migrates the index to the schema of this version; deletes a damaged one first. */
  void prepare() throws SQLException;

  /**
   * Deletes the index, which the next {@link #prepare} recreates, if {@code failure} means that it
   * is damaged.
   *
   * @return whether it was deleted
   */
  boolean discardIfDamaged(SQLException failure);
}
