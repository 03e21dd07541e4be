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

  /** What to append to the query of a row that the transaction is about to change. */
  String rowLock();

  /** What a failure of the writer is to be blamed on. */
  Blame blame(SQLException failure, boolean atCommit);

  /**
   * Called at the beginning of each transaction of the writer; takes what all of it needs.
   *
   * @throws SQLException when that cannot be had
   */
  void beginWrite(Session session) throws SQLException;

  @Override
  void close();
}
