package chat.server.limit;

import java.util.function.LongSupplier;

/**
 * How far one connection has exceeded its rate of frames. Every frame is charged, accepted or
 * rejected: one for its header and one for each KiB. What exceeds the rate and its burst is a debt,
 * which is paid off at the rate. Thread-safe by its bucket.
 */
public final class FrameDebt {
  private static final int KIBIBYTE = 1_024;

  private final TokenBucket bucket = new TokenBucket();
  private final long cost; // of one frame, in nanoseconds of refilling; 0 when none is bounded
  private final long capacity; // of a burst, in the same unit
  private final LongSupplier now;

  /**
   * Creates a debt of 0.
   *
   * @param factor the multiple of {@code rate} that applies to this connection, at least 1
   * @param now the time in nanoseconds since a fixed moment, never negative
   */
  public FrameDebt(Rate rate, int factor, LongSupplier now) {
    this.cost = rate.cost() / factor;
    this.capacity = rate.capacity();
    this.now = now;
  }

  /** Charges a frame with {@code bytes} of payload. */
  public void charge(int bytes) {
    chargeNanos(cost + kibibytes(bytes));
  }

  /** Charges {@code bytes} more of a frame whose header was charged. */
  public void chargeMore(int bytes) {
    chargeNanos(kibibytes(bytes));
  }

  private long kibibytes(int bytes) {
    return cost * bytes / KIBIBYTE;
  }

  private void chargeNanos(long nanos) {
    if (cost > 0) {
      boolean unused = bucket.charge(nanos, now.getAsLong()); // never retired, as it is never swept
    }
  }

  /** Whether the debt is at least the burst divided by {@code parts}. */
  public boolean isPartOfBurst(int parts) {
    return cost > 0 && owed() >= capacity / parts;
  }

  /** The time to pay off the debt, in nanoseconds; 0 when there is none. */
  public long owed() {
    return cost == 0 ? 0 : bucket.missing(0, capacity, now.getAsLong());
  }

  /** The time to pay off a whole burst, in nanoseconds. */
  public long burst() {
    return capacity;
  }

  /** The current time of the clock that the debt uses, in nanoseconds since a fixed moment. */
  public long now() {
    return now.getAsLong();
  }
}
