package chat.server.storage.log;

import chat.core.port.StoreException;
import chat.server.thread.CriticalThreads;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps once a minute, beginning at once, on a thread of its own. Thread-safe by it. */
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

  /** What is not dropped now is dropped the next time. */
  private void run() {
    try {
      sweep.run(clock.instant());
    } catch (StoreException e) {
      if (!thread.isShutdown()) {
        LOG.warn("Old messages could not be dropped: {}", e.toString());
      }
    }
  }

  /** Sweeps now, beside the times that are due; returns when it is done. */
  public void runNow() {
    try {
      thread.submit(this::run).get();
    } catch (ExecutionException e) {
      throw new StoreException("the sweep failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins no more; one under way ends with the writer. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
