package chat.server.storage.sql;

import chat.core.port.StoreException;
import chat.server.thread.CriticalThreads;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Overwrites deleted content on its own thread: within a minute, in a tenth of the time at most,
 * and for a limited time when it is closed. Thread-safe by confinement of the overwriter to its
 * thread.
 */
public final class PeriodicErasure implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicErasure.class);
  private static final int PERIOD_SECONDS = 20;

  /** How long a stop goes on with it; containers are given 10 seconds to stop. */
  private static final int CLOSE_SECONDS = 2;

  /** How long a stop waits for the transaction under way. */
  private static final int MOST_CLOSE_SECONDS = 30;

  private final String name;
  private final Overwriter overwriter;
  private final ScheduledExecutorService thread;
  private volatile boolean isDue;
  private volatile boolean isClosing;
  private volatile long closeBy;
  private long notBefore = System.nanoTime(); // confined to the thread

  /**
   * @param name the name of its thread
   */
  public PeriodicErasure(String name, Overwriter overwriter, CriticalThreads threads) {
    this.name = name;
    this.overwriter = overwriter;
    this.thread = threads.periodic(name);
    var unused =
        thread.scheduleWithFixedDelay(
            this::runPeriodically, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** To be called when content was deleted by a transaction that is committed. Never blocks. */
  public void due() {
    isDue = true;
  }

  private void runPeriodically() {
    if (System.nanoTime() - notBefore >= 0) {
      runIfDue();
    }
  }

  private void runIfDue() {
    if (!isDue) {
      return;
    }
    isDue = false;
    long start = System.nanoTime();
    try {
      overwriter.overwrite(this::isStopping);
    } catch (SQLException | StoreException e) {
      isDue = true;
      LOG.warn("{} failed to overwrite deleted content and will retry: {}", name, e.toString());
    }
    long end = System.nanoTime();
    notBefore = end + 10 * (end - start);
  }

  private boolean isStopping() {
    return isClosing && System.nanoTime() - closeBy >= 0;
  }

  /** Overwrites now what is due; returns when it is done, or has failed, to be repeated. */
  public void run() {
    try {
      thread.submit(this::runIfDue).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Overwrites what is due, for a limited time, and stops. */
  @Override
  public void close() {
    closeBy = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    isClosing = true;
    var unused = thread.submit(this::runIfDue);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(MOST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} is still overwriting deleted content at shutdown", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
