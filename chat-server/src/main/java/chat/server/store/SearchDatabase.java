package chat.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where an index of words is kept: beside the log, from which it can be made anew. Thread-safe. */
interface SearchDatabase extends Database {
  /**
   * The index of a log.
   *
   * @throws IllegalArgumentException if nothing is known of where to keep one for {@code log}
   */
  static SearchDatabase of(Database log) {
    if (log instanceof SqliteDatabase sqlite) {
      return new SqliteSearchDatabase(
          sqlite.file(), sqlite.file().resolveSibling(SqliteSearchDatabase.FILE));
    } else if (log instanceof PostgresDatabase postgres) {
      return new PostgresSearchDatabase(postgres);
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
