package chat.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between one SQL database and another. Thread-safe. */
interface Database extends AutoCloseable {
  /** The folder of its migrations, beside this class. */
  String dialect();

  /** A connection that may change things; there is one at a time. */
  Connection connectToWrite() throws SQLException;

  /** A connection that only reads. */
  Connection connectToRead() throws SQLException;

  /** Where the index of its words is kept. */
  SearchDatabase search();

  /** What to append to the query of a row that the transaction is about to change. */
  String rowLock();

  /**
   * Whether a commit that failed like this may be half done on disk, so that nothing read from now
   * on can be trusted.
   */
  boolean isFatal(SQLException failure);

  @Override
  void close();
}
