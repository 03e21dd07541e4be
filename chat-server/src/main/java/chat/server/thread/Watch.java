package chat.server.thread;

import java.util.function.LongSupplier;

/** Records when a thread began its current task. Written by that thread, read by any. */
public final class Watch {
  private static final long IDLE = 0;

  private final String name;
  private final LongSupplier nanoTime;
  private volatile long busySince = IDLE;

  Watch(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
  }

  /** Records the start of a task. */
  public void begin() {
    busySince = nanoTime.getAsLong() | 1; // never IDLE, at most a nanosecond off
  }

  /** Records the end of the task. */
  public void end() {
    busySince = IDLE;
  }

  String name() {
    return name;
  }

  /** Whether the same task has run for longer than {@code nanos} at {@code now}. */
  boolean isBusyFor(long nanos, long now) {
    long since = busySince;
    return since != IDLE && now - since > nanos;
  }
}
