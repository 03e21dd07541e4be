package chat.server.websocket;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts the frames of one connection that are wrong in themselves, over a sliding minute.
 * Thread-safe by its monitor.
 */
final class MalformedFrameCounter {
  /** Protocol version 1 fixes it: a hundred are answered, the next one ends the connection. */
  private static final int MOST_PER_MINUTE = 100;

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;

  /** The times of the latest ones, a ring; most connections never need it. */
  private long[] times;

  private int count;

  MalformedFrameCounter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes another one; returns whether these are too many. */
  synchronized boolean another() {
    if (times == null) {
      times = new long[MOST_PER_MINUTE];
    }
    long now = nanoTime.getAsLong();
    int slot = count % MOST_PER_MINUTE;
    boolean tooMany = count >= MOST_PER_MINUTE && now - times[slot] < MINUTE_NANOS;
    times[slot] = now;
    count++;
    return tooMany;
  }
}
