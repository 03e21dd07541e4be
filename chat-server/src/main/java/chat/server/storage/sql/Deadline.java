package chat.server.storage.sql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A moment up to which work may take. Immutable.
 *
 * @param nanoTime the clock, as {@link System#nanoTime} has it
 * @param end the moment by that clock
 */
public record Deadline(LongSupplier nanoTime, long end) {
  /** The moment that is {@code time} from now. */
  public static Deadline after(Duration time, LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + time.toNanos());
  }

  public boolean isOver() {
    return nanos() <= 0;
  }

  /** The milliseconds that are left, rounded up; 0 or less when it is over. */
  public long leftMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos() + TimeUnit.MILLISECONDS.toNanos(1) - 1);
  }

  private long nanos() {
    return end - nanoTime.getAsLong();
  }
}
