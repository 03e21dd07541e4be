package chat.server.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** The differences between the supported SQL databases. Thread-safe. */
public interface Dialect extends AutoCloseable {
  /** The name of the folder with its migrations. */
  String dialect();

  /** Opens a connection for the writer, of which there is one at a time. */
  Connection connectToWrite() throws SQLException;

  /** Opens a read-only connection. */
  Connection connectToRead() throws SQLException;

  /**
   * The SQL suffix of a query that locks the rows it reads, which the transaction is about to
   * change.
   */
  String rowLock();

  /** The scope of a failure of the writer: what fails with it. */
  FailureScope blame(SQLException failure, boolean atCommit);

  /**
   * Returns what to run if the connection of {@code session} is lost in a transaction, whose
   * outcome is then unknown. Must run before the changes of the transaction are failed. Called
   * before the session is used.
   */
  default Runnable ifLost(SqlSession session) throws SQLException {
    return () -> {}; // an in-process transaction ends with its connection
  }

  /**
   * Called at the start of each read transaction.
   *
   * @throws SQLException while a transaction of a lost connection may still be running
   */
  default void beginRead(SqlSession session) throws SQLException {
    // see ifLost
  }

  /**
   * Called at the start of each transaction of the writer, to take locks that the whole transaction
   * needs.
   *
   * @throws SQLException if a lock cannot be taken, or as for {@link #beginRead}
   */
  default void beginWrite(SqlSession session) throws SQLException {
    // rows are locked one by one
  }

  /**
   * Whether pages can keep copies of rows that were moved to other pages, which deleting the rows
   * does not overwrite.
   */
  default boolean leavesCopies() {
    return false;
  }

  @Override
  void close();
}
