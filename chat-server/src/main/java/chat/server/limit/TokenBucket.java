package chat.server.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A bucket that holds tokens and is refilled at a steady pace, kept as one number: the time at
 * which it will be full again (the virtual scheduling of GCRA). Its unit is the nanosecond of
 * refilling, so a token is its cost and a bucket its capacity in nanoseconds, nothing is rounded,
 * and a bucket that was full for a while looks like a new one. Thread-safe by compare-and-set.
 */
final class TokenBucket {
  /** Returned by a bucket that was removed: the caller must look up its replacement. */
  static final long RETIRED = -1;

  /** No bucket is full at this time: the clock of the limits begins at 0. */
  private static final long NEVER = Long.MIN_VALUE;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final VarHandle FULL_AT;

  static {
    try {
      FULL_AT = MethodHandles.lookup().findVarHandle(TokenBucket.class, "fullAt", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long fullAt;

  /**
   * Takes a token if there is one.
   *
   * @return 0 when it was taken, {@link #RETIRED}, or how many nanoseconds are missing
   */
  long take(long cost, long capacity, long now) {
    while (true) {
      long before = fullAt;
      long missing = missing(before, cost, capacity, now);
      if (missing != 0 || replace(before, Math.max(before, now) + cost)) {
        return missing;
      }
    }
  }

  /** What {@link #take} would return. */
  long missing(long cost, long capacity, long now) {
    return missing(fullAt, cost, capacity, now);
  }

  private static long missing(long fullAt, long cost, long capacity, long now) {
    return fullAt == NEVER ? RETIRED : Math.max(0, Math.max(fullAt, now) + cost - capacity - now);
  }

  /**
   * Takes a token in any case; the excess delays later ones.
   *
   * @return false, and nothing was taken, when the bucket is retired
   */
  boolean charge(long cost, long now) {
    while (true) {
      long before = fullAt;
      if (before == NEVER || replace(before, Math.max(before, now) + cost)) {
        return before != NEVER;
      }
    }
  }

  /** Returns a token that was taken; a bucket never exceeds its capacity. */
  void giveBack(long cost) {
    long before;
    do {
      before = fullAt;
    } while (before != NEVER && !replace(before, before - cost));
  }

  /**
   * Retires the bucket if it is full; removing it then changes nothing. Returns whether it was
   * retired.
   */
  boolean retire(long now) {
    long before = fullAt;
    return before != NEVER && before <= now && replace(before, NEVER);
  }

  /** {@code nanos} in milliseconds, rounded up. */
  static long millis(long nanos) {
    return (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
  }

  private boolean replace(long before, long after) {
    return FULL_AT.compareAndSet(this, before, after);
  }
}
