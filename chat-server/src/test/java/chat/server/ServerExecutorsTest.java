package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.logging.ThrottledErrorLog;
import chat.server.thread.CriticalThreads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ServerExecutorsTest {
  private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final ServerExecutors threads =
      new ServerExecutors(new CriticalThreads(fatal::add), failures::add);

  @AfterEach
  void stop() {
    threads.stop();
  }

  @Test
  void continuesAfterAnExceptionOfATimerTask() throws Exception {
    RuntimeException bug = new IllegalStateException("bug");
    CountDownLatch next = new CountDownLatch(1);
    threads.timers().after(Duration.ZERO, () -> fail(bug));
    threads.timers().after(Duration.ofMillis(1), next::countDown);

    assertSame(bug, failures.take());
    next.await();
    assertTrue(fatal.isEmpty());
  }

  @Test
  void repeatsAFailedTask() throws Exception {
    RuntimeException bug = new IllegalStateException("bug");
    threads.every(Duration.ofMillis(1), () -> fail(bug));

    for (int i = 0; i < 3; i++) {
      assertSame(bug, failures.take());
    }
    assertTrue(fatal.isEmpty());
  }

  @Test
  void exitsAfterAnErrorOfATimerTask() throws Exception {
    Error error = new OutOfMemoryError("heap");
    threads.timers().after(Duration.ZERO, () -> fail(error));

    assertSame(error, fatal.take());
  }

  @Test
  void exitsAfterAnErrorOfALane() throws Exception {
    Error error = new OutOfMemoryError("heap");
    threads.lanes().execute(() -> fail(error));

    assertSame(error, fatal.take());
  }

  @Test
  void exitsAfterAnErrorOfALongTask() throws Exception {
    Error error = new OutOfMemoryError("heap");
    threads.aside().execute(() -> fail(error));
    threads.searches().execute(() -> fail(error));

    assertSame(error, fatal.take());
    assertSame(error, fatal.take());
  }

  @Test
  void exitsAfterACaughtErrorWhenMemoryHasRunOut() throws Exception {
    Error error = new OutOfMemoryError("heap");
    ThrottledErrorLog log = new ThrottledErrorLog(System::nanoTime, fatal::add);
    log.accept(new CompletionException(error));

    assertSame(error, fatal.take());
    try (CapturedLog captured = new CapturedLog()) {
      log.accept(new StackOverflowError());
      captured.await(line -> line.startsWith("Unexpected failure"));
    }
    assertEquals(0, fatal.size());
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
