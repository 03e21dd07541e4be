package chat.server.thread;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Creates all threads of the server, as daemons. A thread or pool task that ends with a Throwable
 * is reported as fatal: its work is no longer done, and the process should exit rather than
 * continue without it. Tasks that can continue after an exception catch it themselves. Threads with
 * short tasks are watched, so that a stuck one is detected. Thread-safe.
 */
public final class CriticalThreads {
  /**
   * How long one task of a watched thread may take. The writer waits up to two seconds for another
   * program's lock; everything else takes milliseconds. Below the ten seconds within which a health
   * check must fail.
   */
  static final Duration LONGEST_TASK = Duration.ofSeconds(8);

  /**
   * How many causes of a failure are looked at: more than libraries wrap; causes may be a cycle.
   */
  private static final int MAX_CAUSES = 16;

  private final Consumer<Throwable> fatal;
  private final LongSupplier nanoTime;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  /**
   * Creates threads whose failures go to {@code fatal}.
   *
   * @param fatal receives the reason why the process must exit, on the failed thread; must not
   *     allocate
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  public CriticalThreads(Consumer<Throwable> fatal, LongSupplier nanoTime) {
    this.fatal = fatal;
    this.nanoTime = nanoTime;
  }

  /** Creates threads that are watched by the system's clock. */
  public CriticalThreads(Consumer<Throwable> fatal) {
    this(fatal, System::nanoTime);
  }

  /**
   * Whether the process is in an unknown state after {@code failure}, on whichever thread it was
   * thrown: it or one of its causes says that memory has run out, or is another error of the
   * virtual machine. A stack overflow is the failure of one task only. Does not allocate.
   */
  public static boolean isFatal(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Receives the reason why the process must exit. */
  public Consumer<Throwable> fatal() {
    return fatal;
  }

  /** Creates a thread that runs {@code work}; not started. */
  public Thread thread(String name, Runnable work) {
    Thread made = new Thread(work, name);
    made.setDaemon(true);
    made.setUncaughtExceptionHandler((thread, failure) -> fatal.accept(failure));
    return made;
  }

  /** Creates threads with the name {@code prefix} and a number. */
  public ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> thread(prefix + number.incrementAndGet(), work);
  }

  /**
   * Creates a pool of up to {@code size} threads that end after {@code idle} without work; zero
   * keeps them.
   *
   * @param rejected handles tasks that do not fit into the queue, and those after shutdown
   */
  public ThreadPoolExecutor pool(
      int size,
      Duration idle,
      BlockingQueue<Runnable> queue,
      ThreadFactory threads,
      RejectedExecutionHandler rejected) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, idle.toNanos(), TimeUnit.NANOSECONDS, queue, threads, rejected) {
          @Override
          protected void afterExecute(Runnable task, Throwable thrown) {
            reportFailureOf(task, thrown);
          }
        };
    pool.allowCoreThreadTimeOut(!idle.isZero());
    return pool;
  }

  /** Creates a pool of {@code size} watched threads for short tasks. */
  public ThreadPoolExecutor watchedPool(
      int size, BlockingQueue<Runnable> queue, String prefix, RejectedExecutionHandler rejected) {
    return new ThreadPoolExecutor(
        size, size, 0, TimeUnit.SECONDS, queue, watched(prefix), rejected) {
      @Override
      protected void beforeExecute(Thread thread, Runnable task) {
        ((Watched) thread).watch.begin();
      }

      @Override
      protected void afterExecute(Runnable task, Throwable thrown) {
        ((Watched) Thread.currentThread()).watch.end();
        reportFailureOf(task, thrown);
      }
    };
  }

  /**
   * Creates a scheduler with one watched thread for short tasks; tasks after shutdown are dropped.
   */
  public ScheduledThreadPoolExecutor timer(String prefix) {
    return new ScheduledThreadPoolExecutor(
        1, watched(prefix), new ThreadPoolExecutor.DiscardPolicy()) {
      @Override
      protected void beforeExecute(Thread thread, Runnable task) {
        ((Watched) thread).watch.begin();
      }

      @Override
      protected void afterExecute(Runnable task, Throwable thrown) {
        ((Watched) Thread.currentThread()).watch.end();
        reportFailureOf(task, thrown);
      }
    };
  }

  /** Creates a scheduler with one unwatched thread for periodic tasks, which may take long. */
  public ScheduledThreadPoolExecutor periodic(String name) {
    return new ScheduledThreadPoolExecutor(1, work -> thread(name, work)) {
      @Override
      protected void afterExecute(Runnable task, Throwable thrown) {
        reportFailureOf(task, thrown);
      }
    };
  }

  /** Watches a thread that is created elsewhere, or that does not take its tasks from a pool. */
  public Watch watch(String name) {
    Watch watch = new Watch(name, nanoTime);
    watches.add(watch);
    return watch;
  }

  /** The name of a watched thread that is stuck in one task; empty when none is. Never blocks. */
  public Optional<String> stuck() {
    long now = nanoTime.getAsLong();
    for (Watch watch : watches) {
      if (watch.isBusyFor(LONGEST_TASK.toNanos(), now)) {
        return Optional.of(watch.name());
      }
    }
    return Optional.empty();
  }

  private ThreadFactory watched(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> new Watched(prefix + number.incrementAndGet(), work);
  }

  /**
   * Reports the exception that a future holds. The exception of a plain task is {@code thrown}; it
   * ends the thread, whose handler reports it.
   */
  private void reportFailureOf(Runnable task, Throwable thrown) {
    if (thrown != null
        || !(task instanceof Future<?> future)
        || !future.isDone()
        || future.isCancelled()) {
      return;
    }
    try {
      Object unused = future.get();
    } catch (ExecutionException e) {
      fatal.accept(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // not thrown for a future that is done
    }
  }

  /** A thread that is watched from start to end. */
  private final class Watched extends Thread {
    private final Watch watch;

    private Watched(String name, Runnable work) {
      super(work, name);
      this.watch = watch(name);
      setDaemon(true);
      setUncaughtExceptionHandler((thread, failure) -> fatal.accept(failure));
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        watches.remove(watch);
      }
    }
  }
}
