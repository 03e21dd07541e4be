package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
  private static final long COST = 500;
  private static final long CAPACITY = 3 * COST;

  private final TokenBucket bucket = new TokenBucket();

  private long take(long now) {
    return bucket.take(COST, CAPACITY, now);
  }

  @Test
  void holdsItsCapacityAndReturnsWhatIsMissing() {
    for (int i = 0; i < 3; i++) {
      assertEquals(0, take(10));
    }
    assertEquals(COST, take(10));
    assertEquals(1, take(10 + COST - 1));
    assertEquals(0, take(10 + COST));
    assertEquals(COST, take(10 + COST));
  }

  @Test
  void holdsNoMoreThanItsCapacityHoweverLongItWaits() {
    long later = Long.MAX_VALUE / 2;
    for (int i = 0; i < 3; i++) {
      assertEquals(0, take(later));
    }
    assertEquals(COST, take(later));
  }

  @Test
  void takesNothingWhenItRejects() {
    for (int i = 0; i < 3; i++) {
      take(0);
    }
    for (int i = 0; i < 1_000; i++) {
      assertEquals(COST, take(0));
    }
    assertEquals(0, take(COST));
  }

  @Test
  void returnsWhatIsMissingWithoutTaking() {
    for (int i = 0; i < 9; i++) {
      assertEquals(0, bucket.missing(COST, CAPACITY, 0));
    }
    for (int i = 0; i < 3; i++) {
      take(0);
    }
    assertEquals(COST, bucket.missing(COST, CAPACITY, 0));
  }

  @Test
  void delaysLaterTokensByWhatIsChargedBeyondItsCapacity() {
    for (int i = 0; i < 5; i++) {
      assertTrue(bucket.charge(COST, 0));
    }
    assertEquals(3 * COST, take(0));
    assertEquals(0, take(3 * COST));
  }

  @Test
  void neverExceedsItsCapacityWhenTokensAreGivenBack() {
    take(0);
    bucket.giveBack(COST);
    bucket.giveBack(COST);
    bucket.giveBack(COST);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, take(0));
    }
    assertEquals(COST, take(0));
  }

  @Test
  void retiresOnlyWhenItIsFull() {
    take(0);
    assertFalse(bucket.retire(COST - 1));
    assertTrue(bucket.retire(COST));

    assertEquals(TokenBucket.RETIRED, take(COST));
    assertEquals(TokenBucket.RETIRED, bucket.missing(COST, CAPACITY, COST));
    assertFalse(bucket.charge(COST, COST));
    bucket.giveBack(COST);
    assertFalse(bucket.retire(COST));
    assertEquals(TokenBucket.RETIRED, take(10 * COST));
  }

  @Test
  void roundsWaitsUp() {
    assertEquals(0, TokenBucket.millis(0));
    assertEquals(1, TokenBucket.millis(1));
    assertEquals(1, TokenBucket.millis(1_000_000));
    assertEquals(2, TokenBucket.millis(1_000_001));
  }

  /** A textbook token bucket. */
  private static final class Model {
    private final long capacity;
    private long held;
    private long time;

    Model(long capacity) {
      this.capacity = capacity;
      this.held = capacity;
    }

    private void refill(long now) {
      held = Math.min(capacity, held + now - time);
      time = now;
    }

    long take(long cost, long now) {
      refill(now);
      if (held < cost) {
        return cost - held;
      }
      held -= cost;
      return 0;
    }

    void charge(long cost, long now) {
      refill(now);
      held -= cost;
    }

    void giveBack(long cost, long now) {
      refill(now);
      held = Math.min(capacity, held + cost);
    }
  }

  @Test
  void agreesWithATextbookModel() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      long full = 1L + random.nextInt(1_000);
      long capacity = full * (1L + random.nextInt(20));
      TokenBucket tested = new TokenBucket();
      Model model = new Model(capacity);
      long now = random.nextInt(1_000);
      for (int step = 0; step < 500; step++) {
        now += random.nextBoolean() ? 0 : random.nextInt((int) full * 2);
        long cost =
            random.nextInt(4) == 0 ? Math.max(1, full / 10) : full; // bots have a lower cost
        String where = "seed " + seed + ", step " + step;
        switch (random.nextInt(8)) {
          case 0 -> {
            model.charge(cost, now);
            assertTrue(tested.charge(cost, now), where);
          }
          case 1 -> {
            model.giveBack(cost, now);
            tested.giveBack(cost);
          }
          default -> assertEquals(model.take(cost, now), tested.take(cost, capacity, now), where);
        }
      }
    }
  }

  @Test
  void admitsNoMoreUnderConcurrentUse() throws Exception {
    int threads = 8;
    int tokens = 100_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Integer>> counts = new ArrayList<>();
      Callable<Integer> taker =
          () -> {
            start.await();
            int taken = 0;
            for (int i = 0; i < tokens; i++) {
              taken += bucket.take(COST, tokens * COST, 0) == 0 ? 1 : 0;
            }
            return taken;
          };
      for (int i = 0; i < threads; i++) {
        counts.add(pool.submit(taker));
      }
      start.countDown();
      int taken = 0;
      for (Future<Integer> count : counts) {
        taken += count.get();
      }
      assertEquals(tokens, taken);
    } finally {
      pool.shutdownNow();
    }
  }
}
