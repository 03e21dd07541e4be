package chat.core.internal.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class LaneTest {
  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private Runnable whenSettled = () -> {};
  private final Lane<Runnable> lane =
      new Lane<>(
          ready::add,
          new Lane.Worker<>() {
            @Override
            public void perform(Runnable task) {
              task.run();
            }

            @Override
            public void settle() {
              done.add("settled");
              whenSettled.run();
            }
          },
          failures::add);

  private Runnable note(String step) {
    return () -> done.add(step);
  }

  private void run() {
    while (!ready.isEmpty()) {
      ready.remove().run();
    }
  }

  @Test
  void performsTasksInOrderAndSettlesAfterwards() {
    lane.offer(note("a"));
    lane.offer(note("b"));
    lane.offer(note("c"));
    assertEquals(List.of(), done);
    assertEquals(1, ready.size(), "one worker, however many tasks");
    run();
    assertEquals("settled", done.get(done.size() - 1));
    assertEquals(List.of("a", "b", "c"), steps());
  }

  private List<String> steps() {
    return done.stream().filter(step -> !step.equals("settled")).toList();
  }

  @Test
  void queuesWhatATaskOffers() {
    lane.offer(
        () -> {
          done.add("begin");
          lane.offer(note("offered"));
          done.add("end");
        });
    lane.offer(note("next"));
    run();
    assertEquals(List.of("begin", "end", "next", "offered"), steps());
  }

  @Test
  void isNotReEntrantOnADirectExecutorEither() {
    List<Lane<Runnable>> own = new ArrayList<>();
    own.add(
        new Lane<>(
            Runnable::run,
            new Lane.Worker<>() {
              @Override
              public void perform(Runnable task) {
                task.run();
              }

              @Override
              public void settle() {
                // nothing is gathered
              }
            },
            failures::add));
    own.get(0)
        .offer(
            () -> {
              done.add("begin");
              own.get(0).offer(note("offered"));
              done.add("end");
            });
    assertEquals(List.of("begin", "end", "offered"), done);
  }

  @Test
  void continuesAtOnceWhenAStageIsComplete() {
    lane.offer(
        () ->
            lane.await(
                CompletableFuture.completedFuture("found"), (found, failure) -> done.add(found)));
    lane.offer(note("next"));
    ready.remove().run();
    assertEquals(List.of("found", "next"), steps());
  }

  @Test
  void doesNothingElseUntilAStageCompletes() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    lane.offer(() -> lane.await(stage, (found, failure) -> done.add(found)));
    lane.offer(note("next"));
    run();
    lane.offer(note("last"));
    run();
    assertEquals(List.of(), steps());
    stage.complete("found");
    assertEquals(
        List.of(), steps(), "the continuation runs on the executor, not where it completes");
    run();
    assertEquals(List.of("found", "next", "last"), steps());
  }

  @Test
  void continuesWithTheFailureOfAStage() {
    IllegalStateException cause = new IllegalStateException("broken");
    List<Throwable> met = new ArrayList<>();
    CompletableFuture<String> later = new CompletableFuture<>();
    lane.offer(
        () ->
            lane.await(
                CompletableFuture.<String>failedFuture(cause),
                (found, failure) -> {
                  met.add(failure);
                  lane.await(later, (none, second) -> met.add(second));
                }));
    run();
    later.completeExceptionally(cause);
    run();
    assertEquals(2, met.size());
    assertSame(cause, met.get(0));
    assertSame(cause, met.get(1));
    assertEquals(List.of(), failures);
  }

  @Test
  void waitsWhileItSettlesAndSettlesAgain() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    lane.offer(
        () -> {
          done.add("a");
          whenSettled =
              () -> {
                whenSettled = () -> {};
                lane.await(stage, (found, failure) -> done.add(found));
              };
        });
    run();
    lane.offer(note("b"));
    run();
    assertFalse(done.contains("b"));
    stage.complete("found");
    run();
    assertEquals(List.of("a", "found", "b"), steps());
    assertEquals("settled", done.get(done.size() - 1));
  }

  @Test
  void reportsExceptionsAndContinues() {
    IllegalStateException broken = new IllegalStateException("broken");
    Consumer<String> fail =
        step -> {
          throw broken;
        };
    lane.offer(() -> fail.accept("task"));
    lane.offer(
        () ->
            lane.await(
                CompletableFuture.completedFuture("x"), (found, failure) -> fail.accept(found)));
    CompletableFuture<String> later = new CompletableFuture<>();
    lane.offer(() -> lane.await(later, (found, failure) -> fail.accept(found)));
    lane.offer(note("next"));
    run();
    later.complete("x");
    run();
    whenSettled =
        () -> {
          whenSettled = () -> {};
          fail.accept("settle");
        };
    lane.offer(note("last"));
    run();
    assertEquals(List.of("next", "last"), steps());
    assertEquals(List.of(broken, broken, broken, broken), failures);
  }

  @Test
  void retiresOnlyWithAnEmptyMailbox() {
    List<Boolean> retired = new ArrayList<>();
    lane.offer(
        () -> {
          lane.offer(note("more"));
          retired.add(lane.retire());
        });
    run();
    assertEquals(List.of(false), retired);
    whenSettled = () -> retired.add(lane.retire());
    assertTrue(lane.offer(note("last")));
    run();
    assertTrue(retired.get(retired.size() - 1));
    assertFalse(lane.offer(note("too late")));
    run();
    assertEquals(List.of("more", "last"), steps());
  }

  @Test
  void givesOtherLanesATurn() {
    int[] left = {100};
    Runnable[] again = new Runnable[1];
    again[0] =
        () -> {
          if (left[0]-- > 0) {
            lane.offer(again[0]);
          }
        };
    lane.offer(again[0]);
    ready.add(() -> done.add("other after " + (100 - left[0])));
    run();
    int turn = Integer.parseInt(steps().get(0).substring("other after ".length()));
    assertTrue(turn < 20, "after " + turn);
  }

  @Test
  void keepsTheOrderOfEachThreadAndOneWorkerAtATime() throws InterruptedException {
    int threads = 4;
    int tasks = 2_000;
    ExecutorService pool = Executors.newFixedThreadPool(2 + threads);
    AtomicInteger inside = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(threads * tasks);
    int[] last = new int[threads];
    List<String> faults = new ArrayList<>();
    List<Lane<Runnable>> busy = new ArrayList<>();
    busy.add(
        new Lane<>(
            pool,
            new Lane.Worker<>() {
              @Override
              public void perform(Runnable task) {
                if (inside.incrementAndGet() != 1) {
                  faults.add("two workers");
                }
                task.run();
                inside.decrementAndGet();
              }

              @Override
              public void settle() {
                // nothing is gathered
              }
            },
            failures::add));
    for (int thread = 0; thread < threads; thread++) {
      int mine = thread;
      pool.execute(
          () -> {
            for (int i = 1; i <= tasks; i++) {
              int number = i;
              busy.get(0)
                  .offer(
                      () -> {
                        if (last[mine] != number - 1) {
                          faults.add("out of order");
                        }
                        last[mine] = number;
                        if (number % 50 == 0) {
                          busy.get(0)
                              .await(
                                  CompletableFuture.supplyAsync(() -> number, pool),
                                  (same, failure) -> left.countDown());
                        } else {
                          left.countDown();
                        }
                      });
            }
          });
    }
    try {
      assertTrue(left.await(20, TimeUnit.SECONDS));
      assertEquals(List.of(), faults);
      assertEquals(List.of(), failures);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void leavesTheLaneToTheResumingThreadWhenAStageCompletesAsItParks() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CountDownLatch parkerLeft = new CountDownLatch(1);
    CountDownLatch wentOn = new CountDownLatch(1);
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(2);
    CompletableFuture<String> stage = new CompletableFuture<>();
    Lane<Runnable> shared =
        new Lane<>(
            work ->
                pool.execute(
                    () -> {
                      work.run();
                      parkerLeft.countDown();
                    }),
            pool,
            new Lane.Worker<>() {
              @Override
              public void perform(Runnable task) {
                task.run();
              }

              @Override
              public void settle() {}
            },
            failures::add);
    Runnable parks =
        () -> {
          shared.await(stage, (result, failure) -> {});
          stage.complete("done"); // the lane belongs to another thread from now on
          await(wentOn);
        };
    Runnable lingers =
        () -> {
          most.accumulateAndGet(working.incrementAndGet(), Math::max);
          wentOn.countDown();
          await(parkerLeft);
          working.decrementAndGet();
          over.countDown();
        };
    Runnable follows =
        () -> {
          most.accumulateAndGet(working.incrementAndGet(), Math::max);
          working.decrementAndGet();
          over.countDown();
        };
    synchronized (shared) { // all are added before the worker takes any
      shared.offer(parks);
      shared.offer(lingers);
      shared.offer(follows);
    }
    assertTrue(over.await(20, TimeUnit.SECONDS));
    pool.shutdown();
    assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
    assertEquals(List.of(), failures);
    assertEquals(1, most.get(), "two threads worked in one lane");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
