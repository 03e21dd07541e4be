package chat.server.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.server.thread.CriticalThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class PeriodicErasureTest {
  private final CriticalThreads threads =
      new CriticalThreads(
          failure -> {
            throw new AssertionError(failure);
          });
  private final AtomicInteger runs = new AtomicInteger();

  private PeriodicErasure erasure(Overwriter overwriter) {
    return new PeriodicErasure("test-erasure", overwriter, threads);
  }

  @Test
  void overwritesWhatIsDueBeforeItStops() {
    PeriodicErasure erasure =
        erasure(
            isStopping -> {
              assertFalse(isStopping.getAsBoolean());
              runs.incrementAndGet();
            });
    erasure.run();
    assertEquals(0, runs.get());
    erasure.due();
    erasure.close();
    assertEquals(1, runs.get());
  }

  /** An erasure that would never end by itself. */
  @Test
  void aStopEndsWhatIsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    PeriodicErasure erasure =
        erasure(
            isStopping -> {
              begun.countDown();
              goOnUntil(isStopping);
              runs.incrementAndGet();
            });
    erasure.due();
    Thread runner = new Thread(erasure::run);
    runner.start();
    begun.await();
    erasure.close();
    runner.join();
    assertEquals(1, runs.get());
  }

  private static void goOnUntil(BooleanSupplier isStopping) {
    while (!isStopping.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
