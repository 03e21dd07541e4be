package chat.core;

import chat.core.port.Timers;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a chat whose host gives none: daemons, so that they keep no program alive. */
final class Defaults {
  private Defaults() {}

  static Executor executor() {
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(), daemons("chat-lane-"));
  }

  static Timers timers() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, daemons("chat-timer-"));
    scheduler.setRemoveOnCancelPolicy(true);
    return (delay, task) -> {
      Future<?> future = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    };
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
