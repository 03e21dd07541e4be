package chat.core.bound;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number of bytes of heap that many holders share. What a holder takes it gives back once it
 * holds it no more. Thread-safe and lock-free: one atomic number.
 */
public final class ByteBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * A budget of which nothing is used.
   *
   * @param limit in bytes, at least 0
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public ByteBudget(long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a budget is not negative: " + limit);
    }
    this.limit = limit;
  }

  /** A budget without a limit, which still counts. */
  public static ByteBudget unlimited() {
    return new ByteBudget(Long.MAX_VALUE);
  }

  /**
   * Takes {@code bytes} if they fit.
   *
   * @return false when they do not; then nothing was taken
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
   * Takes {@code bytes} if they fit, or the holder has little: so that holders of much do not keep
   * all others out.
   *
   * @param held what the holder has taken so far
   * @param inAnyCase as much each holder may take whatever the others have taken
   * @return false when it may not; then nothing was taken
   */
  public boolean tryTake(long bytes, long held, long inAnyCase) {
    if (held + bytes <= inAnyCase) {
      take(bytes);
      return true;
    }
    return tryTake(bytes);
  }

  /** Takes {@code bytes} whether they fit or not: for what must not be refused. */
  public void take(long bytes) {
    used.addAndGet(bytes);
  }

  /** Gives back {@code bytes} that were taken. */
  public void give(long bytes) {
    used.addAndGet(-bytes);
  }

  /** The bytes that are taken at the moment. */
  public long used() {
    return used.get();
  }

  /** The most bytes that {@link #tryTake} lets be taken. */
  public long limit() {
    return limit;
  }

  /** Whether nothing more fits. */
  public boolean isFull() {
    return used.get() >= limit;
  }
}
