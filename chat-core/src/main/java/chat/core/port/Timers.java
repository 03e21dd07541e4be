package chat.core.port;

import java.time.Duration;

/**
 * Runs things later. An implementation MUST run a task once, not before its delay is over, and MUST
 * NOT run it after {@link Timer#cancel} returned unless it had begun. Tasks are short and do not
 * block. Thread-safe.
 */
@FunctionalInterface
public interface Timers {
  /** A task that waits for its time. */
  @FunctionalInterface
  interface Timer {
    /** Keeps the task from running, when it has not begun. */
    void cancel();
  }

  /** Runs {@code task} when {@code delay} is over. */
  Timer after(Duration delay, Runnable task);
}
