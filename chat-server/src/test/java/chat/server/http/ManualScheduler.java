package chat.server.http;

import chat.core.ManualClock;
import chat.core.port.Timers.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Jetty's timers with a clock that the test controls. Thread-safe. */
final class ManualScheduler extends AbstractLifeCycle implements Scheduler {
  private final ManualClock clock;

  ManualScheduler(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public Task schedule(Runnable task, long delay, TimeUnit unit) {
    AtomicBoolean over = new AtomicBoolean(); // run or cancelled
    Timer timer =
        clock.after(
            Duration.ofNanos(unit.toNanos(delay)),
            () -> {
              if (over.compareAndSet(false, true)) {
                task.run();
              }
            });
    return () -> {
      timer.cancel();
      return over.compareAndSet(false, true);
    };
  }
}
