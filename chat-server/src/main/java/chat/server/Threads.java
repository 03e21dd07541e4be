package chat.server;

import chat.core.port.Timers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads of a server: lanes, on which rooms work, one per processor, since that work never
 * waits; one for timers, whose tasks are short; one for what takes long; one that searches; and
 * Jetty's. Thread-safe by its executors. What is given to lanes and timers after the end is
 * dropped.
 */
final class Threads {
  /** With a tenth of a second for each, what waits when the server ends is done in time. */
  private static final int MOST_SEARCHES = 32;

  private final ThreadPoolExecutor lanes;
  private final ScheduledThreadPoolExecutor timers;
  private final ThreadPoolExecutor aside;
  private final ThreadPoolExecutor searches;
  private final Consumer<Throwable> failures;

  Threads(Consumer<Throwable> failures) {
    this.failures = failures;
    int processors = Runtime.getRuntime().availableProcessors();
    lanes =
        new ThreadPoolExecutor(
            processors,
            processors,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("chat-lane-"),
            new ThreadPoolExecutor.DiscardPolicy());
    timers =
        new ScheduledThreadPoolExecutor(
            1, named("chat-timer-"), new ThreadPoolExecutor.DiscardPolicy());
    timers.setRemoveOnCancelPolicy(true); // most are cancelled long before their time
    aside = nowAndThen("chat-aside-", new LinkedBlockingQueue<>());
    searches = nowAndThen("chat-search-", new LinkedBlockingQueue<>(MOST_SEARCHES));
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** One thread, which is there while it is needed. */
  private static ThreadPoolExecutor nowAndThen(String name, BlockingQueue<Runnable> queue) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, queue, named(name));
    executor.allowCoreThreadTimeOut(true);
    return executor;
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

  /** The executor would keep what is thrown to itself. */
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

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
