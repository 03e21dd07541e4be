package chat.core.port;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Waits for what an implementation completes, on whichever thread it does. Stateless. */
public final class Stages {
  private static final int POLL_NANOS = 1_000_000;

  private Stages() {}

  /** What {@code stage} brings. */
  public static <T> T done(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(Patience.SECONDS, SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("not complete: " + e, e);
    }
  }

  /** Asks again and again until {@code expected} is the answer, or fails with the last one. */
  public static <T> void becomes(T expected, Supplier<CompletionStage<T>> question) {
    long end = System.nanoTime() + SECONDS.toNanos(Patience.SECONDS);
    T answer = done(question.get());
    while (!answer.equals(expected) && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
      answer = done(question.get());
    }
    assertEquals(expected, answer);
  }

  /** How {@code stage} fails, which must be by a {@link StoreException}. */
  public static StoreException failure(CompletionStage<?> stage) {
    ExecutionException failed =
        assertThrows(
            ExecutionException.class,
            () -> stage.toCompletableFuture().get(Patience.SECONDS, SECONDS));
    return assertInstanceOf(StoreException.class, failed.getCause());
  }

  /** Calls {@code work} from so many threads at the same time; what it brought to each. */
  public static <T> List<T> together(int threads, IntFunction<CompletionStage<T>> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    try {
      List<Future<T>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        results.add(
            pool.submit(
                () -> {
                  start.await(Patience.SECONDS, SECONDS);
                  return done(work.apply(number));
                }));
      }
      List<T> brought = new ArrayList<>();
      for (Future<T> result : results) {
        brought.add(result.get(Patience.SECONDS, SECONDS));
      }
      return brought;
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError("failed: " + e, e);
    } finally {
      pool.shutdownNow();
    }
  }
}
