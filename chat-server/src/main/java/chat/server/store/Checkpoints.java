package chat.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what the write-ahead log holds into the database, on a thread and a connection of its own,
 * so that the writer does not wait for it. Confined to its thread.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int PERIOD_MILLIS = 1_000;

  private final Connection connection;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "chat-store-checkpoint");
            made.setDaemon(true);
            return made;
          });

  Checkpoints(Connection connection) {
    this.connection = connection;
    var unused =
        thread.scheduleWithFixedDelay(
            () -> checkpoint("PASSIVE"), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What is not moved now is moved the next time: nothing is lost by a checkpoint that fails. */
  private void checkpoint(String mode) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(" + mode + ")");
    } catch (SQLException e) {
      LOG.warn("No checkpoint could be made: {}", e.toString());
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
