package chat.server.limit;

import java.util.function.LongSupplier;

/**
 * What one connection has sent beyond its rate of frames. Every frame is charged, whether it is
 * taken or refused: one for its header and one for each KiB. What exceeds the rate and its burst is
 * owed, and is paid at the rate. Thread-safe by its bucket.
 */
public final class FrameDebt {
  private static final int KIBIBYTE = 1_024;

  private final TokenBucket bucket = new TokenBucket();
  private final long cost; // of one frame, in nanoseconds of refilling; 0 when none is bounded
  private final long capacity; // of a burst, in the same unit
  private final LongSupplier now;

  /**
   * Nothing is owed yet.
   *
   * @param factor how many times as often as {@code rate} this connection may send, at least 1
   * @param now nanoseconds since some moment, never negative
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

  /** Charges {@code bytes} that continue a frame whose header was charged. */
  public void chargeMore(int bytes) {
    chargeNanos(kibibytes(bytes));
  }

  private long kibibytes(int bytes) {
    return cost * bytes / KIBIBYTE;
  }

  private void chargeNanos(long nanos) {
    if (cost > 0) {
      boolean unused = bucket.charge(nanos, now.getAsLong()); // never retired: nobody sweeps it
    }
  }

  /** Whether at least one part of so many of a burst is owed. */
  public boolean isPartOfBurst(int parts) {
    return cost > 0 && owed() >= capacity / parts;
  }

  /** How long it takes to pay what is owed, in nanoseconds; 0 when nothing is. */
  public long owed() {
    return cost == 0 ? 0 : bucket.missing(0, capacity, now.getAsLong());
  }

  /** How long it takes to pay a whole burst, in nanoseconds. */
  public long burst() {
    return capacity;
  }

  /** The time by which it is paid, in nanoseconds since some moment. */
  public long now() {
    return now.getAsLong();
  }
}
