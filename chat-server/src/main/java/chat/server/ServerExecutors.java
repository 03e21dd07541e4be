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
 * The threads of a server: lanes, on which rooms work, one per processor, since that work never
 * waits; one for timers, whose tasks are short; one for what takes long; one that searches; and
 * Jetty's. Thread-safe by its executors. What is given to lanes and timers after the end is
 * dropped.
 */
final class ServerExecutors {
  /** With a tenth of a second for each, what waits when the server ends is done in time. */
  private static final int MOST_SEARCHES = 32;

  /** An idle server needs no thread for what is seldom done. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final CriticalThreads critical;
  private final ThreadPoolExecutor lanes;
  private final ScheduledThreadPoolExecutor timers;
  private final ThreadPoolExecutor aside;
  private final ThreadPoolExecutor searches;
  private final Consumer<Throwable> failures;

  /**
   * @param failures takes the exceptions of timers' tasks; thread-safe
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
    timers.setRemoveOnCancelPolicy(true); // most are cancelled long before their time
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    aside = nowAndThen("chat-aside-", new LinkedBlockingQueue<>());
    searches = nowAndThen("chat-search-", new LinkedBlockingQueue<>(MOST_SEARCHES));
  }

  /** One thread, which is there while it is needed. */
  private ThreadPoolExecutor nowAndThen(String name, BlockingQueue<Runnable> queue) {
    return critical.pool(
        1, IDLE, queue, critical.named(name), new ThreadPoolExecutor.AbortPolicy());
  }

  /** Makes and watches threads. */
  CriticalThreads critical() {
    return critical;
  }

  /** What takes long, now and then. */
  ExecutorService aside() {
    return aside;
  }

  /** Where memory is searched; takes so many, and throws what is more. */
  ExecutorService searches() {
    return searches;
  }

  /** Where rooms do their work. */
  ExecutorService lanes() {
    return lanes;
  }

  /** What runs short tasks later. */
  Timers timers() {
    return (delay, task) -> {
      Future<?> future = timers.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    };
  }

  /** Runs a short task after each {@code period}, for as long as the server runs. */
  void every(Duration period, Runnable task) {
    var unused =
        timers.scheduleWithFixedDelay(
            () -> run(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** An exception is that of one task; the next ones are run all the same. */
  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failures.accept(e);
    }
  }

  /** Jetty's own: virtual ones do its waiting where the JVM has them. */
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
