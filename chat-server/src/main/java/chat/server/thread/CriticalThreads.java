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
 * Makes every thread of the server, all of them daemons. A thread or a task of a pool that ends by
 * a Throwable is reported as fatal: what it did for the server is not done any more, and the
 * program should end rather than go on without it. An owner that can go on after an exception
 * catches it in the task. Threads whose tasks are short are watched, so that one that is stuck is
 * found. Thread-safe.
 */
public final class CriticalThreads {
  /**
   * How long one task of a watched thread may take. The writer waits up to two seconds for another
   * program's lock; everything else takes milliseconds. Below the ten seconds within which a health
   * check has to fail.
   */
  static final Duration LONGEST_TASK = Duration.ofSeconds(8);

  private final Consumer<Throwable> fatal;
  private final LongSupplier nanoTime;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  /**
   * Threads whose end goes to {@code fatal}.
   *
   * @param fatal takes why the program has to end, on the thread that ends; must not need memory
   * @param nanoTime as {@link System#nanoTime}
   */
  public CriticalThreads(Consumer<Throwable> fatal, LongSupplier nanoTime) {
    this.fatal = fatal;
    this.nanoTime = nanoTime;
  }

  /** The same by the system's time. */
  public CriticalThreads(Consumer<Throwable> fatal) {
    this(fatal, System::nanoTime);
  }

  /**
   * Whether the process is in an unknown state after {@code failure}, on whichever thread it was
   * thrown: memory has run out, or the virtual machine is broken. A stack that was too short is the
   * failure of one task.
   */
  public static boolean isFatal(Throwable failure) {
    return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
  }

  /** Takes why the program has to end. */
  public Consumer<Throwable> fatal() {
    return fatal;
  }

  /** A thread that does {@code work}; not started. */
  public Thread thread(String name, Runnable work) {
    Thread made = new Thread(work, name);
    made.setDaemon(true);
    made.setUncaughtExceptionHandler((thread, failure) -> fatal.accept(failure));
    return made;
  }

  /** Makes threads that are called {@code prefix} and a number. */
  public ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return work -> thread(prefix + number.incrementAndGet(), work);
  }

  /**
   * A pool of up to {@code size} threads that end when idle for {@code idle}; zero keeps them.
   *
   * @param rejected what becomes of tasks for which there is no room, and those after the end
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

  /** A pool of {@code size} watched threads, whose tasks are short. */
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

  /** One watched thread that does short tasks later; tasks after its end are dropped. */
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

  /** One thread that does the same task again and again, which may take long. */
  public ScheduledThreadPoolExecutor periodic(String name) {
    return new ScheduledThreadPoolExecutor(1, work -> thread(name, work)) {
      @Override
      protected void afterExecute(Runnable task, Throwable thrown) {
        reportFailureOf(task, thrown);
      }
    };
  }

  /** Watches a thread that is made elsewhere, or that does not get its tasks from a pool. */
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
   * What {@code thrown} is for a plain task, a future keeps to itself. A plain task's goes on to
   * the end of its thread, which reports it.
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

  /** A thread that is watched from its beginning to its end. */
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
