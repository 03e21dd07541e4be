package chat.server.storage.migration;

import chat.server.storage.sql.Progress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how far work is: a line every five seconds, and one at the end of work that took longer than
 * that. Confined to one thread.
 */
public final class ProgressLog implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String work;
  private final LongSupplier nanoTime;
  private final long begun;
  private long last;

  /**
   * Begins with work.
   *
   * @param work what it is, as the beginning of a line
   * @param nanoTime as {@link System#nanoTime}
   */
  public ProgressLog(String work, LongSupplier nanoTime) {
    this.work = work;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
    this.last = begun;
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
    return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - begun);
  }

  /** Ends the work. */
  @Override
  public void close() {
    if (last != begun) {
      LOG.info("{}: ended after {} s", work, seconds());
    }
  }
}
