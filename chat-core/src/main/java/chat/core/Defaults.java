package chat.core;

import chat.core.port.Timers;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The default threads of a chat: daemon threads, so that they do not keep the JVM alive. */
final class Defaults {
  private Defaults() {}

  static Executor executor() {
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(), daemons("chat-lane-"));
  }

  /**
   * Timers on a single thread.
   *
   * @param failures receives what a task throws, which the executor would swallow
   */
  static Timers timers(Consumer<Throwable> failures) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, daemons("chat-timer-"));
    scheduler.setRemoveOnCancelPolicy(true);
    return (delay, task) -> {
      Future<?> future =
          scheduler.schedule(() -> guarded(task, failures), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    };
  }

  private static void guarded(Runnable task, Consumer<Throwable> failures) {
    try {
      task.run();
    } catch (Throwable e) {
      failures.accept(e);
    }
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
