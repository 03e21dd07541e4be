package chat.core.port;

import java.time.Duration;

/**
 * Runs delayed tasks. An implementation MUST run a task once, not before its delay is over, and
 * MUST NOT run it after {@link Timer#cancel} has returned, unless it had begun. Tasks are short and
 * do not block. Thread-safe.
 */
@FunctionalInterface
public interface Timers {
  /** A scheduled task. */
  @FunctionalInterface
  interface Timer {
    /** Cancels the task, unless it has begun. */
    void cancel();
  }

  /** Runs {@code task} after {@code delay}. */
  Timer after(Duration delay, Runnable task);
}
