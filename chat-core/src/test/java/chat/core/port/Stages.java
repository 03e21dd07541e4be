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

/** Waits for stages that an implementation completes on any thread. Stateless. */
public final class Stages {
  private static final int POLL_NANOS = 1_000_000;

  private Stages() {}

  /** The result of {@code stage}. */
  public static <T> T done(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(Patience.SECONDS, SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("not complete: " + e, e);
    }
  }

  /** Repeats a call until {@code expected} is the result, or fails with the last result. */
  public static <T> void becomes(T expected, Supplier<CompletionStage<T>> question) {
    long end = System.nanoTime() + SECONDS.toNanos(Patience.SECONDS);
    T answer = done(question.get());
    while (!answer.equals(expected) && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
      answer = done(question.get());
    }
    assertEquals(expected, answer);
  }

  /** The failure of {@code stage}, which must be a {@link StoreException}. */
  public static StoreException failure(CompletionStage<?> stage) {
    ExecutionException failed =
        assertThrows(
            ExecutionException.class,
            () -> stage.toCompletableFuture().get(Patience.SECONDS, SECONDS));
    return assertInstanceOf(StoreException.class, failed.getCause());
  }

  /** Calls {@code work} from several threads concurrently; returns the result of each. */
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
