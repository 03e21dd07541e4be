package chat.server.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket of one {@link Rate} for each key. Thread-safe without a global lock.
 *
 * <p>A full bucket equals a new one, so full buckets are removed: by {@link #sweep}, and when there
 * are too many buckets. Beyond {@link #MOST_KEYS} buckets that are not full, further keys share a
 * few buckets by their hash until others are removed: memory stays bounded, no key escapes its
 * limit, and the latest keys have stricter limits.
 */
final class RateLimit<K> {
  /** About 100 bytes each. */
  static final int MOST_KEYS = 100_000;

  /** A power of two. */
  private static final int SHARED = 256;

  /** A sweep visits every key, which takes some milliseconds at {@link #MOST_KEYS}. */
  private static final long SWEEP_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long cost;
  private final long capacity;
  private final int mostKeys;
  private final LongSupplier now;
  private final Map<K, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final TokenBucket[] shared;
  private final AtomicLong nextSweep = new AtomicLong();

  /**
   * @param now the time in nanoseconds since a fixed moment, never negative
   */
  RateLimit(Rate rate, LongSupplier now) {
    this(rate, now, MOST_KEYS);
  }

  RateLimit(Rate rate, LongSupplier now, int mostKeys) {
    this.cost = rate.cost();
    this.capacity = rate.capacity();
    this.mostKeys = mostKeys;
    this.now = now;
    this.shared = new TokenBucket[rate.isUnlimited() ? 0 : SHARED];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = new TokenBucket();
    }
  }

  boolean isUnlimited() {
    return cost == 0;
  }

  /**
   * Counts one for {@code key} if the limit allows it.
   *
   * @return 0 when it is allowed; otherwise the wait in milliseconds until it is, and nothing is
   *     counted
   */
  long take(K key) {
    return take(key, 1);
  }

  /**
   * Counts one for {@code key}, whose rate is {@code factor} times the normal one.
   *
   * @return as {@link #take(Object)}
   */
  long take(K key, int factor) {
    return take(key, factor, 1);
  }

  /**
   * Counts {@code amount} for {@code key}, whose rate is {@code factor} times the normal one. An
   * amount above the capacity of a bucket takes a full bucket.
   *
   * @return as {@link #take(Object)}
   */
  long take(K key, int factor, int amount) {
    if (isUnlimited()) {
      return 0;
    }
    long time = now.getAsLong();
    while (true) {
      TokenBucket bucket = bucketOf(key, time);
      long missing = bucket.take(cost(factor, amount), capacity, time);
      if (missing != TokenBucket.RETIRED) {
        return TokenBucket.millis(missing);
      }
      buckets.remove(key, bucket); // the thread that retired it may not have removed it yet
    }
  }

  private long cost(int factor, int amount) {
    return Math.min(cost / factor * amount, capacity);
  }

  /** What {@link #take(Object)} would return. */
  long missing(K key) {
    return missing(key, 1);
  }

  /** What {@link #take(Object, int)} would return. */
  long missing(K key, int factor) {
    TokenBucket bucket = isUnlimited() ? null : knownBucketOf(key);
    if (bucket == null) {
      return 0;
    }
    long missing = bucket.missing(cost / factor, capacity, now.getAsLong());
    return missing == TokenBucket.RETIRED ? 0 : TokenBucket.millis(missing);
  }

  /** Counts one for {@code key} even beyond the limit; the excess delays later ones. */
  void charge(K key) {
    charge(key, 1);
  }

  /** Counts one for {@code key} like {@link #charge(Object)}, at {@code factor} times the rate. */
  void charge(K key, int factor) {
    if (isUnlimited()) {
      return;
    }
    long time = now.getAsLong();
    TokenBucket bucket = bucketOf(key, time);
    while (!bucket.charge(cost / factor, time)) {
      buckets.remove(key, bucket);
      bucket = bucketOf(key, time);
    }
  }

  /** Gives back what was counted with {@code factor}. */
  void giveBack(K key, int factor) {
    giveBack(key, factor, 1);
  }

  /** Gives back what was counted with {@code factor} and {@code amount}. */
  void giveBack(K key, int factor, int amount) {
    TokenBucket bucket = isUnlimited() ? null : knownBucketOf(key);
    if (bucket != null) {
      bucket.giveBack(cost(factor, amount));
    }
  }

  /** Removes all full buckets. */
  void sweep() {
    sweep(now.getAsLong());
  }

  /** The number of keys that have their own bucket. */
  int size() {
    return buckets.size();
  }

  private TokenBucket bucketOf(K key, long time) {
    TokenBucket known = buckets.get(key);
    if (known != null) {
      return known;
    }
    if (isCrowded()) {
      sweepIfDue(time);
      if (isCrowded()) {
        return sharedBucketOf(key);
      }
    }
    TokenBucket made = new TokenBucket();
    TokenBucket before = buckets.putIfAbsent(key, made);
    return before == null ? made : before;
  }

  /** The bucket of {@code key}; null when there is none, as if it were full. */
  private TokenBucket knownBucketOf(K key) {
    TokenBucket known = buckets.get(key);
    return known == null && isCrowded() ? sharedBucketOf(key) : known;
  }

  private TokenBucket sharedBucketOf(K key) {
    int hash = key.hashCode();
    return shared[(hash ^ (hash >>> 16)) & (SHARED - 1)];
  }

  private boolean isCrowded() {
    return buckets.size() >= mostKeys;
  }

  private void sweepIfDue(long time) {
    long due = nextSweep.get();
    if (time >= due && nextSweep.compareAndSet(due, time + SWEEP_PERIOD_NANOS)) {
      sweep(time);
    }
  }

  private void sweep(long time) {
    buckets.forEach(
        (key, bucket) -> {
          if (bucket.retire(time)) {
            buckets.remove(key, bucket);
          }
        });
  }
}
