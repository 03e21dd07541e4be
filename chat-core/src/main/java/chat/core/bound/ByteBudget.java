package chat.core.bound;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number of bytes of heap that many holders share. Each holder takes bytes and gives them back
 * later. Thread-safe and lock-free: one atomic number.
 */
public final class ByteBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * An unused budget.
   *
   * @param limit in bytes, at least 0
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public ByteBudget(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("budget must not be negative: " + limit);
    }
    this.limit = limit;
  }

  /** A budget without a limit, which only counts. */
  public static ByteBudget unlimited() {
    return new ByteBudget(Long.MAX_VALUE);
  }

  /**
   * Takes {@code bytes} if they fit.
   *
   * @return false when they do not fit; then nothing is taken
   */
  public boolean tryTake(long bytes) {
    while (true) {
      long before = used.get();
      if (bytes > limit - before) {
        return false;
      }
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
    }
  }

  /**
   * Takes {@code bytes} if they fit, or if the holder has taken little so far, so that large
   * holders cannot starve the others.
   *
   * @param held bytes that the holder has taken so far
   * @param inAnyCase bytes that each holder may take even when the budget is used up
   * @return false when neither is the case; then nothing is taken
   */
  public boolean tryTake(long bytes, long held, long inAnyCase) {
    if (held + bytes <= inAnyCase) {
      take(bytes);
      return true;
    }
    return tryTake(bytes);
  }

  /** Takes {@code bytes} even when they do not fit, for what must not be rejected. */
  public void take(long bytes) {
    used.addAndGet(bytes);
  }

  /** Gives back {@code bytes} that were taken. */
  public void give(long bytes) {
    used.addAndGet(-bytes);
  }

  /** The bytes that are currently taken. */
  public long used() {
    return used.get();
  }

  /** The maximum number of bytes that {@link #tryTake} allows. */
  public long limit() {
    return limit;
  }

  /** Whether the budget is used up. */
  public boolean isFull() {
    return used.get() >= limit;
  }
}
