package chat.core;

import chat.core.port.Patience;
import chat.core.port.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * A manual clock: a clock, a {@link System#nanoTime} and timers, advanced by a test. The tasks of
 * timers run on the thread that advances the clock, each at its own time. Thread-safe by its
 * monitor, which is not held while a task runs; one thread at a time may advance the clock.
 */
public final class ManualClock extends Clock implements Timers, LongSupplier {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** The initial {@code nanoTime}: it overflows soon, which callers must handle. */
  private static final long BEGIN_NANOS = Long.MAX_VALUE - 1_000;

  /** A scheduled task; {@code at} is in nanoseconds since the start. */
  private static final class Scheduled implements Timer {
    private final long at;
    private final long order;
    private final Runnable task;
    private volatile boolean cancelled;

    private Scheduled(long at, long order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  // all guarded by this; now is read without
  private final PriorityQueue<Scheduled> later =
      new PriorityQueue<>(
          Comparator.<Scheduled>comparingLong(each -> each.at)
              .thenComparingLong(each -> each.order));
  private long order;
  private volatile long now; // nanoseconds since the start

  /**
   * Advances the clock and runs every task that becomes due, including those that such tasks
   * schedule.
   */
  public void pass(Duration time) {
    pass(time, () -> {});
  }

  /** The same in milliseconds. */
  public void passMillis(long millis) {
    pass(Duration.ofMillis(millis));
  }

  /** The same, with {@code afterEach} after the time of every timer, also of a cancelled one. */
  public void pass(Duration time, Runnable afterEach) {
    long end = now + time.toNanos();
    for (Scheduled next = due(end); next != null; next = due(end)) {
      if (!next.cancelled) {
        next.task.run();
      }
      afterEach.run();
    }
    synchronized (this) {
      now = end;
    }
  }

  /** Advances to the time of the next task until {@code end}; null when there is none. */
  private synchronized Scheduled due(long end) {
    if (later.isEmpty() || later.peek().at > end) {
      return null;
    }
    Scheduled next = later.poll();
    now = next.at;
    return next;
  }

  /**
   * Waits until other threads have scheduled {@code count} tasks that run when {@code delay} has
   * passed from now on.
   */
  public synchronized void awaitTasks(int count, Duration delay) throws InterruptedException {
    long at = now + delay.toNanos();
    long patience = System.nanoTime() + Patience.NANOS;
    while (later.stream().filter(each -> each.at == at && !each.cancelled).count() < count) {
      long left = (patience - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("fewer than " + count + " tasks are scheduled in " + delay);
      }
      wait(left);
    }
  }

  @Override
  public synchronized Timer after(Duration delay, Runnable task) {
    long at = now + delay.toNanos();
    Scheduled scheduled = new Scheduled(at < now ? Long.MAX_VALUE : at, order++, task);
    later.add(scheduled);
    notifyAll();
    return scheduled;
  }

  @Override
  public long getAsLong() {
    return BEGIN_NANOS + now;
  }

  @Override
  public Instant instant() {
    return BEGIN.plusNanos(now);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
