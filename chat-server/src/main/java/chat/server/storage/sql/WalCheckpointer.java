package chat.server.storage.sql;

import chat.server.thread.CriticalThreads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints the write-ahead log on its own thread and connection, so that the writer does not
 * wait for it. Truncates the log to overwrite what was deleted. Thread-safe by confinement to its
 * thread.
 */
public final class WalCheckpointer implements Overwriter {
  private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);
  private static final int PERIOD_MILLIS = 1_000;

  /** 16 MiB. A long log slows down reads, and has to be read at startup. */
  private static final int LONG_LOG_PAGES = 4_096;

  /** The longest time that the writer is blocked while readers use the old log. */
  private static final int BUSY_TIMEOUT_MILLIS = 50;

  private final Dialect dialect;
  private final Connection connection;
  private final Consumer<Throwable> fatal;
  private final ScheduledExecutorService thread;

  /**
   * Starts periodic checkpoints.
   *
   * @param database the database to checkpoint
   * @param threads creates the thread; receives a failed sync as fatal
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
   * Checkpoints without blocking. Under continuous writes that never completes, so a long log is
   * restarted: the writer is blocked briefly while the rest is checkpointed.
   */
  private void checkpoint() {
    if (checkpoint("PASSIVE") > LONG_LOG_PAGES) {
      long unused = checkpoint("RESTART");
    }
  }

  /** {@inheritDoc} The database overwrites what it frees, but the log still has it. */
  @Override
  public void overwrite(BooleanSupplier isStopping) throws SQLException {
    try {
      if (thread.submit(() -> checkpoint("TRUNCATE")).get() != 0) {
        throw new SQLException("the write-ahead log is being read");
      }
    } catch (ExecutionException e) {
      throw new SQLException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A failed checkpoint is repeated by the next one, unless the disk cannot be trusted.
   *
   * @return the number of pages in the log; 1 at least if it failed
   */
  private long checkpoint(String mode) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      row.next();
      boolean isBusy = row.getInt(1) != 0;
      return isBusy ? Math.max(1, row.getLong(2)) : row.getLong(2);
    } catch (SQLException e) {
      LOG.warn("Checkpoint of the write-ahead log failed: {}", e.toString());
      if (dialect.blame(e, false) == FailureScope.DISK) {
        thread.shutdown();
        fatal.accept(e);
      }
      return 1;
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A checkpoint is still running at shutdown; the write-ahead log is kept");
        return;
      }
      long unused = checkpoint("TRUNCATE");
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("Could not close the checkpoint connection: {}", e.toString());
    }
  }
}
