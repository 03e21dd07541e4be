package chat.server.storage.sql;

import chat.server.thread.CriticalThreads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what the write-ahead log holds into the database, on a thread and a connection of its own,
 * so that the writer does not wait for it. Confined to its thread.
 */
public final class WalCheckpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);
  private static final int PERIOD_MILLIS = 1_000;

  /** 16 MiB: what is read from a log is found more slowly, and it has to be read at the start. */
  private static final int LONG_LOG_PAGES = 4_096;

  /** How long the writer is held back at most, by those who read what the log had before. */
  private static final int BUSY_TIMEOUT_MILLIS = 50;

  private final Dialect dialect;
  private final Connection connection;
  private final Consumer<Throwable> fatal;
  private final ScheduledExecutorService thread;

  /**
   * Begins to move.
   *
   * @param threads told when a sync failed; the program should end
   */
  public WalCheckpointer(SqliteDialect database, CriticalThreads threads) throws SQLException {
    this.dialect = database;
    this.connection = database.connectToWrite();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + BUSY_TIMEOUT_MILLIS);
    }
    this.fatal = threads.fatal();
    this.thread = threads.periodic("chat-store-checkpoint");
    var unused =
        thread.scheduleWithFixedDelay(
            this::checkpoint, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Moves what can be moved. While more is always being written the log never gets to its end, so a
   * long one holds the writer back for the little that is left, and begins anew.
   */
  private void checkpoint() {
    if (checkpoint("PASSIVE") > LONG_LOG_PAGES) {
      checkpoint("RESTART");
    }
  }

  /**
   * What is not moved now is moved the next time, unless the disk cannot be trusted.
   *
   * @return the pages in the log
   */
  private long checkpoint(String mode) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      return row.next() ? row.getLong(2) : 0;
    } catch (SQLException e) {
      LOG.warn("No checkpoint could be made: {}", e.toString());
      if (dialect.blame(e, false) == FailureScope.DISK) {
        thread.shutdown();
        fatal.accept(e);
      }
      return 0;
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A checkpoint takes long; the write-ahead log is kept");
        return;
      }
      checkpoint("TRUNCATE");
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("The connection for checkpoints could not be closed: {}", e.toString());
    }
  }
}
