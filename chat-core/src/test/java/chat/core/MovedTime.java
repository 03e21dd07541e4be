package chat.core;

import chat.core.port.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Time that a test moves, with the timers that wait for it. Confined to the test's thread. */
public final class MovedTime extends Clock implements Timers {
  private record Scheduled(Instant at, long order, Runnable task, AtomicBoolean cancelled) {}

  private final PriorityQueue<Scheduled> later =
      new PriorityQueue<>(Comparator.comparing(Scheduled::at).thenComparingLong(Scheduled::order));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long order;

  /** Lets time pass, with every task that becomes due. */
  public void pass(Duration time) {
    pass(time, () -> {});
  }

  /** The same, with {@code afterEach} after every timer's moment. */
  public void pass(Duration time, Runnable afterEach) {
    Instant end = now.plus(time);
    while (!later.isEmpty() && !later.peek().at().isAfter(end)) {
      Scheduled next = later.poll();
      now = next.at();
      if (!next.cancelled().get()) {
        next.task().run();
      }
      afterEach.run();
    }
    now = end;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    AtomicBoolean cancelled = new AtomicBoolean();
    later.add(new Scheduled(now.plus(delay), order++, task, cancelled));
    return () -> cancelled.set(true);
  }

  @Override
  public Instant instant() {
    return now;
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
