package chat.server.storage.migration;

import chat.server.storage.sql.Progress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the progress of an operation: a line every five seconds, and one at the end if there was
 * any. Confined to one thread.
 */
public final class ProgressLog implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String work;
  private final LongSupplier nanoTime;
  private final long start;
  private long last;

  /**
   * Starts the clock.
   *
   * @param work the name of the operation, with which each line begins
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  public ProgressLog(String work, LongSupplier nanoTime) {
    this.work = work;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.last = start;
  }

  @Override
  public void at(Supplier<String> state) {
    long now = nanoTime.getAsLong();
    if (now - last >= PERIOD_NANOS) {
      last = now;
      LOG.info("{}: {}, {} s", work, state.get(), seconds());
    }
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - start);
  }

  /** Ends the operation. */
  @Override
  public void close() {
    if (last != start) {
      LOG.info("{}: ended after {} s", work, seconds());
    }
  }
}
