package chat.server.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CriticalThreadsTest {
  private static final long TOO_LONG = CriticalThreads.LONGEST_TASK.toNanos() + 2;

  private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
  private final AtomicLong time = new AtomicLong();
  private final CriticalThreads threads = new CriticalThreads(fatal::add, time::get);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  @Test
  void reportsAFailedThread() throws Exception {
    Error error = new OutOfMemoryError("heap");
    threads.thread("writer", failWith(error)).start();

    assertSame(error, fatal.take());
  }

  @Test
  void reportsAFailedTaskOfAPool() throws Exception {
    Error error = new OutOfMemoryError("heap");
    ExecutorService pool = pool();
    pool.execute(failWith(error));

    assertSame(error, fatal.take());
    pool.shutdown();
  }

  @Test
  void reportsTheFailureThatAFutureHolds() throws Exception {
    RuntimeException bug = new IllegalStateException("bug");
    ExecutorService pool = pool();
    var unused = pool.submit(failWith(bug));

    assertSame(bug, fatal.take());
    pool.shutdown();
  }

  @Test
  void reportsAFailedTaskOfLanes() throws Exception {
    Error error = new OutOfMemoryError("heap");
    ExecutorService lanes = lanes();
    lanes.execute(failWith(error));

    assertSame(error, fatal.take());
    lanes.shutdown();
  }

  @Test
  void reportsAFailedTaskOfTheTimer() throws Exception {
    Error error = new OutOfMemoryError("heap");
    ScheduledExecutorService timer = threads.timer("timer-");
    var unused = timer.schedule(failWith(error), 0, TimeUnit.SECONDS);

    assertSame(error, fatal.take());
    timer.shutdown();
  }

  @Test
  void reportsAFailedPeriodicTask() throws Exception {
    RuntimeException bug = new IllegalStateException("bug");
    ScheduledExecutorService sweeps = threads.periodic("sweep");
    var unused = sweeps.scheduleWithFixedDelay(failWith(bug), 0, 1, TimeUnit.DAYS);

    assertSame(bug, fatal.take());
    sweeps.shutdown();
  }

  @Test
  void reportsNothingOfTasksThatEndWellOrAreCancelled() throws Exception {
    ScheduledExecutorService timer = threads.timer("timer-");
    timer.schedule(() -> {}, 1, TimeUnit.DAYS).cancel(false);
    timer.schedule(() -> {}, 0, TimeUnit.SECONDS).get();
    timer.shutdown();

    assertTrue(timer.awaitTermination(60, TimeUnit.SECONDS));
    assertTrue(fatal.isEmpty());
  }

  @Test
  void treatsOnlyErrorsThatBreakTheProcessAsFatal() {
    assertTrue(CriticalThreads.isFatal(new OutOfMemoryError("heap")));
    assertTrue(CriticalThreads.isFatal(new InternalError("vm")));
    assertTrue(
        CriticalThreads.isFatal(
            new IllegalStateException(new RuntimeException(new OutOfMemoryError("heap")))));
    assertFalse(CriticalThreads.isFatal(new IllegalStateException(new StackOverflowError())));
    Exception cycle = new Exception();
    cycle.initCause(new Exception(cycle));
    assertFalse(CriticalThreads.isFatal(cycle));
    assertFalse(CriticalThreads.isFatal(new StackOverflowError()));
    assertFalse(CriticalThreads.isFatal(new AssertionError()));
    assertFalse(CriticalThreads.isFatal(new IllegalStateException()));
  }

  @Test
  void detectsAStuckLane() throws Exception {
    ExecutorService lanes = lanes();
    findsWhatIsStuck(lanes, "lane-1");
    lanes.shutdown();
  }

  @Test
  void detectsAStuckTimer() throws Exception {
    ScheduledExecutorService timer = threads.timer("timer-");
    findsWhatIsStuck(timer, "timer-1");
    timer.shutdown();
  }

  private void findsWhatIsStuck(ExecutorService executor, String name) throws Exception {
    executor.execute(this::hold);
    begun.await();
    time.addAndGet(CriticalThreads.LONGEST_TASK.toNanos() - 1);
    assertEquals(Optional.empty(), threads.stuck());
    time.addAndGet(3);
    assertEquals(Optional.of(name), threads.stuck());

    goOn.countDown();
    executor.submit(done::countDown).get();
    done.await();
    while (threads.stuck().isPresent()) {
      Thread.onSpinWait(); // until the thread records the end of the task
    }
  }

  @Test
  void doesNotReportAnIdleThreadAsStuck() throws Exception {
    ExecutorService lanes = lanes();
    lanes.submit(() -> {}).get();
    while (true) {
      time.addAndGet(TOO_LONG);
      if (threads.stuck().isEmpty()) {
        break; // the thread has recorded the end of the task
      }
    }
    time.addAndGet(TOO_LONG);
    assertEquals(Optional.empty(), threads.stuck());
    lanes.shutdown();
  }

  @Test
  void forgetsAThreadThatEnded() throws Exception {
    ExecutorService lanes = lanes();
    lanes.execute(failWith(new IllegalStateException("in a task")));
    fatal.take();
    lanes.shutdown();
    assertTrue(lanes.awaitTermination(60, TimeUnit.SECONDS));

    time.addAndGet(TOO_LONG);
    while (threads.stuck().isPresent()) {
      Thread.onSpinWait(); // until the thread has ended
    }
  }

  private ExecutorService pool() {
    return threads.pool(
        1,
        Duration.ofSeconds(1),
        new LinkedBlockingQueue<>(),
        threads.named("pool-"),
        new ThreadPoolExecutor.AbortPolicy());
  }

  private ExecutorService lanes() {
    return threads.watchedPool(
        1, new LinkedBlockingQueue<>(), "lane-", new ThreadPoolExecutor.AbortPolicy());
  }

  private void hold() {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Runnable failWith(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }
}
