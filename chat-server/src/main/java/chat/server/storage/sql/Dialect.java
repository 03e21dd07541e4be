package chat.server.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between one SQL database and another. Thread-safe. */
public interface Dialect extends AutoCloseable {
  /** The folder of its migrations, beside this class. */
  String dialect();

  /** A connection that may change things; there is one at a time. */
  Connection connectToWrite() throws SQLException;

  /** A connection that only reads. */
  Connection connectToRead() throws SQLException;

  /** What to append to the query of a row that the transaction is about to change. */
  String rowLock();

  /** What a failure of the writer is to be blamed on. */
  FailureScope blame(SQLException failure, boolean atCommit);

  /**
   * What to run if the connection of a session, on which nothing was done yet, is lost in a
   * transaction: nobody is told how that ends, nor when. To be run before what was in it is failed.
   */
  default Runnable ifLost(SqlSession session) throws SQLException {
    return () -> {}; // a transaction of this very process ends with its connection
  }

  /**
   * Called at the beginning of each transaction that reads.
   *
   * @throws SQLException while a transaction of a lost connection may be under way
   */
  default void beginRead(SqlSession session) throws SQLException {
    // see ifLost
  }

  /**
   * Called at the beginning of each transaction of the writer; takes what all of it needs.
   *
   * @throws SQLException when that cannot be had, or as for {@link #beginRead}
   */
  default void beginWrite(SqlSession session) throws SQLException {
    // what is locked is locked one by one
  }

  @Override
  void close();
}
