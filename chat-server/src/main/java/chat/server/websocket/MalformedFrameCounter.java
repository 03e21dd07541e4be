package chat.server.websocket;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts the malformed frames of one connection in a sliding window of one minute. Thread-safe by
 * its monitor.
 */
final class MalformedFrameCounter {
  /**
   * Fixed by protocol version 1: 100 are answered with an error, the next closes the connection.
   */
  private static final int MOST_PER_MINUTE = 100;

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;

  /** A ring buffer of the latest times, allocated on first use. */
  private long[] times;

  private int count;

  MalformedFrameCounter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts a malformed frame; returns whether there are too many. */
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
