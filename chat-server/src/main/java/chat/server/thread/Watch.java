package chat.server.thread;

import java.util.function.LongSupplier;

/**
 * Since when a thread has been doing the task that it does now. The thread writes it, any other may
 * read it.
 */
public final class Watch {
  private static final long IDLE = 0;

  private final String name;
  private final LongSupplier nanoTime;
  private volatile long busySince = IDLE;

  Watch(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
  }

  /** Notes that a task begins. */
  public void begin() {
    busySince = nanoTime.getAsLong() | 1; // a nanosecond off, so that it is never IDLE
  }

  /** Notes that the task has ended; the thread waits for the next. */
  public void end() {
    busySince = IDLE;
  }

  String name() {
    return name;
  }

  /** Whether the same task has been under way for longer than {@code nanos} at {@code now}. */
  boolean isBusyFor(long nanos, long now) {
    long since = busySince;
    return since != IDLE && now - since > nanos;
  }
}
