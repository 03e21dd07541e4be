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
   * Notes that the writing connection was lost in a transaction: nobody is told how that ends, nor
   * when. Called by the writer before it fails what was in it.
   */
  default void lost() {
    // A transaction of this very process has ended with its connection.
  }

  /**
   * Called at the beginning of each transaction that reads.
   *
   * @throws SQLException while a transaction of a lost connection may be under way
   */
  default void beginRead(Session session) throws SQLException {
    // see lost
  }

  /**
   * Called at the beginning of each transaction of the writer; takes what all of it needs.
   *
   * @throws SQLException when that cannot be had, or as for {@link #beginRead}
   */
  void beginWrite(Session session) throws SQLException;

  @Override
  void close();
}
