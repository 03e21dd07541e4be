package chat.server;

import chat.core.port.Timers;
import chat.server.thread.CriticalThreads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads of a server: lanes, which run the tasks of rooms and never block, one per processor;
 * one for timers, whose tasks are short; one for long tasks; one for searches; and Jetty's.
 * Thread-safe because its executors are. Tasks submitted to lanes and timers after the stop are
 * dropped.
 */
final class ServerExecutors {
  /** At a tenth of a second each, the searches queued at shutdown end within its time limit. */
  private static final int MOST_SEARCHES = 32;

  /** How long an idle thread for rare tasks is kept. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final CriticalThreads critical;
  private final ThreadPoolExecutor lanes;
  private final ScheduledThreadPoolExecutor timers;
  private final ThreadPoolExecutor aside;
  private final ThreadPoolExecutor searches;
  private final Consumer<Throwable> failures;

  /**
   * @param failures receives the exceptions of timer tasks; thread-safe
   */
  ServerExecutors(CriticalThreads critical, Consumer<Throwable> failures) {
    this.critical = critical;
    this.failures = failures;
    lanes =
        critical.watchedPool(
            Runtime.getRuntime().availableProcessors(),
            new LinkedBlockingQueue<>(),
            "chat-lane-",
            new ThreadPoolExecutor.DiscardPolicy());
    timers = critical.timer("chat-timer-");
    timers.setRemoveOnCancelPolicy(true); // most are cancelled long before they are due
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    aside = onDemand("chat-aside-", new LinkedBlockingQueue<>());
    searches = onDemand("chat-search-", new LinkedBlockingQueue<>(MOST_SEARCHES));
  }

  /** An executor of one thread, which exists only while there are tasks. */
  private ThreadPoolExecutor onDemand(String name, BlockingQueue<Runnable> queue) {
    return critical.pool(
        1, IDLE, queue, critical.named(name), new ThreadPoolExecutor.AbortPolicy());
  }

  /** Creates and watches the threads that the server needs. */
  CriticalThreads critical() {
    return critical;
  }

  /** Runs rare tasks that take long, one at a time. */
  ExecutorService aside() {
    return aside;
  }

  /** Runs searches of the memory store; rejects tasks when {@value #MOST_SEARCHES} are queued. */
  ExecutorService searches() {
    return searches;
  }

  /** Runs the tasks of rooms. */
  ExecutorService lanes() {
    return lanes;
  }

  /** Runs short tasks after a delay. */
  Timers timers() {
    return (delay, task) -> {
      Future<?> future = timers.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    };
  }

  /** Runs a short task periodically until the server stops. */
  void every(Duration period, Runnable task) {
    var unused =
        timers.scheduleWithFixedDelay(
            () -> run(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs one task; its exception does not cancel the following runs. */
  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failures.accept(e);
    }
  }

  /** Jetty's threads; blocking tasks run on virtual threads where the JVM has them. */
  static QueuedThreadPool ofJetty() {
    QueuedThreadPool pool = new QueuedThreadPool();
    pool.setName("http");
    if (VirtualThreads.areSupported()) {
      pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    }
    return pool;
  }

  void stop() {
    timers.shutdownNow();
    lanes.shutdown();
    aside.shutdown();
    searches.shutdown();
  }
}
