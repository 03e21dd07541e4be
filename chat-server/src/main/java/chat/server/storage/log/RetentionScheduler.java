package chat.server.storage.log;

import chat.core.port.StoreException;
import chat.server.thread.CriticalThreads;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the retention sweep at once and then every minute, on its own thread. Thread-safe by
 * confinement to it.
 */
public final class RetentionScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionScheduler.class);
  private static final int PERIOD_SECONDS = 60;

  private final RetentionSweep sweep;
  private final Clock clock;
  private final ScheduledExecutorService thread;

  public RetentionScheduler(RetentionSweep sweep, Clock clock, CriticalThreads threads) {
    this.sweep = sweep;
    this.clock = clock;
    this.thread = threads.periodic("chat-store-sweep");
    var unused = thread.scheduleWithFixedDelay(this::run, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** A failed sweep is repeated by the next one. */
  private void run() {
    try {
      sweep.run(clock.instant());
    } catch (StoreException e) {
      if (!thread.isShutdown()) {
        LOG.warn("Retention sweep failed, to be retried: {}", e.toString());
      }
    }
  }

  /** Runs a sweep outside the schedule; returns when it is done. */
  public void runNow() {
    try {
      thread.submit(this::run).get();
    } catch (ExecutionException e) {
      throw new StoreException("the retention sweep failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts no more sweeps; a running one fails when the writer is closed. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
