package chat.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what the write-ahead log holds into the database, on a thread and a connection of its own,
 * so that the writer does not wait for it.
 *
 * <p>The log begins anew only when a write finds that all of it has been moved. Under steady load
 * there is always something that came in meanwhile, and the log would grow for as long as the load
 * lasts. So when it is long and little is left to move, the writer moves that between two commits.
 * Thread-safe by its monitor.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** In pages of 4 KiB, 64 MiB: at full speed that is two seconds. */
  private static final int LONG_LOG = 16_384;

  /** How often in a row to move what came in meanwhile; each time it is less. */
  private static final int PASSES = 5;

  private final Connection connection; // guarded by this
  private final int longLog;
  private volatile boolean writerIsWanted;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "chat-store-checkpoint");
            made.setDaemon(true);
            return made;
          });

  Checkpoints(Connection connection) {
    this(connection, PERIOD, LONG_LOG);
  }

  /**
   * Begins.
   *
   * @param longLog from how many pages on the writer helps
   */
  Checkpoints(Connection connection, Duration period, int longLog) {
    this.connection = connection;
    this.longLog = longLog;
    var unused =
        thread.scheduleWithFixedDelay(
            this::run, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run() {
    int length = checkpoint("PASSIVE");
    for (int pass = 1; pass < PASSES && length >= longLog; pass++) {
      length = checkpoint("PASSIVE");
    }
    writerIsWanted = length >= longLog;
  }

  /** To be called by the writer between two commits; nearly always does nothing. */
  void betweenCommits() {
    if (writerIsWanted) {
      writerIsWanted = false;
      checkpoint("PASSIVE");
    }
  }

  /**
   * Moves what can be moved. What is not moved now is moved the next time: nothing is lost by a
   * checkpoint that fails.
   *
   * @return the length of the log in pages
   */
  private synchronized int checkpoint(String mode) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      return row.next() ? row.getInt(2) : 0;
    } catch (SQLException e) {
      LOG.warn("No checkpoint could be made: {}", e.toString());
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
      closeConnection();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("The connection for checkpoints could not be closed: {}", e.toString());
    }
  }

  private synchronized void closeConnection() throws SQLException {
    connection.close();
  }
}
