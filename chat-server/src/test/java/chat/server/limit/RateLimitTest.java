package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private static final Rate TWO_AND_ONE_A_SECOND = new Rate(2, Duration.ofSeconds(1));

  private long now;
  private final RateLimit<String> limit = new RateLimit<>(TWO_AND_ONE_A_SECOND, () -> now);

  private void passMillis(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  @Test
  void limitsEachKeyToTheRate() {
    assertEquals(0, limit.take("a"));
    assertEquals(0, limit.take("a"));
    assertEquals(1_000, limit.take("a"));
    assertEquals(0, limit.take("b"));

    passMillis(400);
    assertEquals(600, limit.take("a"));
    passMillis(600);
    assertEquals(0, limit.take("a"));
    assertEquals(1_000, limit.take("a"));
  }

  @Test
  void multipliesTheRateByTheFactor() {
    for (int i = 0; i < 20; i++) {
      assertEquals(0, limit.take("bot", 10));
    }
    assertEquals(100, limit.take("bot", 10));
    passMillis(100);
    assertEquals(0, limit.take("bot", 10));
  }

  @Test
  void givesBackAsMuchAsItTook() {
    limit.take("a", 10);
    limit.giveBack("a", 10);
    limit.giveBack("unknown", 1);
    assertEquals(0, limit.take("a"));
    assertEquals(0, limit.take("a"));
    assertEquals(1_000, limit.take("a"));
  }

  @Test
  void delaysLaterOnesByWhatIsChargedBeyondTheRate() {
    assertEquals(0, limit.missing("a"));
    for (int i = 0; i < 4; i++) {
      limit.charge("a");
    }
    assertEquals(3_000, limit.missing("a"));
    assertEquals(3_000, limit.take("a"));
  }

  @Test
  void removesFullBuckets() {
    limit.take("a");
    limit.take("b");
    limit.take("b");
    passMillis(1_000);
    limit.sweep();
    assertEquals(1, limit.size());

    passMillis(1_000);
    limit.sweep();
    assertEquals(0, limit.size());
    assertEquals(0, limit.take("b"));
    assertEquals(0, limit.take("b"));
    assertEquals(1_000, limit.take("b"));
  }

  @Test
  void limitsKeysBeyondTheMaximumTogether() {
    RateLimit<Integer> small = new RateLimit<>(TWO_AND_ONE_A_SECOND, () -> now, 100);
    for (int key = 0; key < 100; key++) {
      assertEquals(0, small.take(key));
    }
    int admitted = 0;
    for (int key = 100; key < 10_000; key++) {
      admitted += small.take(key) == 0 ? 1 : 0;
      assertEquals(100, small.size());
    }
    assertEquals(2 * 256, admitted);
    assertEquals(1_000, small.missing(9_999));
    assertEquals(0, small.take(5), "keys with their own bucket keep the full rate");
  }

  @Test
  void acceptsNewKeysAgainWhenOldBucketsAreFull() {
    RateLimit<Integer> small = new RateLimit<>(TWO_AND_ONE_A_SECOND, () -> now, 100);
    for (int key = 0; key < 10_000; key++) {
      small.take(key);
    }
    passMillis(1_000);
    for (int i = 0; i < 2; i++) {
      assertEquals(0, small.take(10_000));
    }
    assertEquals(1_000, small.take(10_000));
    assertEquals(1, small.size(), "the earlier buckets were full");
  }

  @Test
  void limitsNothingWhenItIsOff() {
    RateLimit<String> off = new RateLimit<>(Rate.UNLIMITED, () -> now);
    for (int i = 0; i < 100_000; i++) {
      assertEquals(0, off.take("a"));
      off.charge("a");
    }
    off.giveBack("a", 1);
    assertEquals(0, off.missing("a"));
    assertEquals(0, off.size());
  }

  @Test
  void isNotChangedBySweeping() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      RateLimit<Integer> swept = new RateLimit<>(TWO_AND_ONE_A_SECOND, () -> now);
      Map<Integer, TokenBucket> kept = new HashMap<>();
      for (int step = 0; step < 2_000; step++) {
        passMillis(random.nextInt(200));
        if (random.nextInt(5) == 0) {
          swept.sweep();
        }
        int key = random.nextInt(10);
        long expected =
            kept.computeIfAbsent(key, made -> new TokenBucket())
                .take(TWO_AND_ONE_A_SECOND.cost(), TWO_AND_ONE_A_SECOND.capacity(), now);
        assertEquals(TokenBucket.millis(expected), swept.take(key), "seed " + seed);
      }
    }
  }

  /** Full buckets are removed while other threads take from them: no token may be lost. */
  @Test
  void admitsNoMoreDuringSweeps() throws Exception {
    int burst = 1_000;
    int keys = 200;
    RateLimit<Integer> hour = new RateLimit<>(new Rate(burst, Duration.ofHours(1)), () -> 0);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      AtomicBoolean done = new AtomicBoolean();
      CountDownLatch start = new CountDownLatch(1);
      Future<?> sweeper =
          pool.submit(
              () -> {
                while (!done.get()) {
                  hour.sweep();
                }
              });
      List<Future<Integer>> takers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        takers.add(
            pool.submit(
                () -> {
                  start.await();
                  int taken = 0;
                  for (int round = 0; round < burst; round++) {
                    for (int key = 0; key < keys; key++) {
                      taken += hour.take(key) == 0 ? 1 : 0;
                    }
                  }
                  return taken;
                }));
      }
      start.countDown();
      int taken = 0;
      for (Future<Integer> taker : takers) {
        taken += taker.get();
      }
      done.set(true);
      sweeper.get();
      assertEquals(burst * keys, taken);
      assertTrue(hour.size() <= keys);
    } finally {
      pool.shutdownNow();
    }
  }
}
