package chat.server.storage.sql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A point in time by which work must be done. Immutable.
 *
 * @param nanoTime a clock like {@link System#nanoTime}
 * @param end the deadline by that clock
 */
public record Deadline(LongSupplier nanoTime, long end) {
  /** The deadline {@code time} from now. */
  public static Deadline after(Duration time, LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + time.toNanos());
  }

  public boolean isOver() {
    return nanos() <= 0;
  }

  /** The remaining milliseconds, rounded up; 0 or less when the deadline has passed. */
  public long leftMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos() + TimeUnit.MILLISECONDS.toNanos(1) - 1);
  }

  private long nanos() {
    return end - nanoTime.getAsLong();
  }
}
