package chat.server.account.password;

import chat.server.account.Account;
import chat.server.account.AccountException;
import chat.server.thread.CriticalThreads;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Hashes passwords on two threads of its own, so that signing in delays no messages and takes at
 * most 38 MiB. Requests wait in one of two {@link FairQueue}s: one for known clients, which is
 * served first three times out of four, and one for all others, who cannot fill it. Requests that
 * do not fit are rejected as busy. Thread-safe by its monitor, which is held briefly.
 */
public final class Passwords implements AutoCloseable {
  static final int MOST_AT_ONCE = 2;

  /** In each queue: some two seconds of work. A client that waited longer would have given up. */
  static final int MOST_WAITING = 48;

  /**
   * After so many known clients another client is served: an attacker could register accounts to
   * become known, and would starve all others.
   */
  private static final int KNOWN_IN_A_ROW = 3;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** After this time without work the threads end. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final PasswordHasher hasher;
  private final ThreadPoolExecutor pool;
  private final FairQueue<Work<?>> known = new FairQueue<>(MOST_WAITING); // guarded by this
  private final FairQueue<Work<?>> others = new FairQueue<>(MOST_WAITING); // guarded by this

  private int knownInARow; // guarded by this

  /** Hashes with {@code hasher} on threads from {@code threads}. */
  public Passwords(PasswordHasher hasher, CriticalThreads threads) {
    this.hasher = hasher;
    pool =
        threads.pool(
            MOST_AT_ONCE,
            IDLE,
            new LinkedBlockingQueue<>(), // one task for each item in the fair queues
            threads.named("chat-password-"),
            new ThreadPoolExecutor.AbortPolicy());
  }

  /** The hash of a new password. */
  public CompletionStage<String> hash(String password, HashOrigin origin) {
    return run(origin, () -> hasher.hash(normal(password)));
  }

  /**
   * Whether {@code password} is the account's. False when there is no account, after the same work.
   */
  public CompletionStage<Boolean> matches(
      String password, Optional<Account> account, HashOrigin origin) {
    String hash = account.map(Account::passwordHash).orElseGet(hasher::dummy);
    return run(origin, () -> hasher.matches(normal(password), hash) && account.isPresent());
  }

  /** Normalizes to NFC: keyboards encode the same character in different ways (RFC 8265). */
  static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /** One hash computation and its future result. */
  private record Work<T>(Supplier<T> hashing, CompletableFuture<T> result) {
    void run() {
      try {
        result.complete(hashing.get());
      } catch (OutOfMemoryError e) {
        // 19 MiB in one piece do not fit for now. Nothing else is touched by it, so the process can
        // go on.
        reject();
      } catch (RuntimeException | LinkageError e) {
        result.completeExceptionally(e);
      }
    }

    void reject() {
      result.completeExceptionally(AccountException.busy(RETRY_AFTER));
    }
  }

  private <T> CompletionStage<T> run(HashOrigin origin, Supplier<T> hashing) {
    Work<T> work = new Work<>(hashing, new CompletableFuture<>());
    Optional<Work<?>> displaced = enqueue(origin, work);
    if (displaced.isPresent()) {
      displaced.get().reject(); // the new work uses the thread pool task of the displaced one
    } else {
      try {
        pool.execute(this::next);
      } catch (RejectedExecutionException closed) {
        work.reject();
      }
    }
    return work.result();
  }

  private synchronized Optional<Work<?>> enqueue(HashOrigin origin, Work<?> work) {
    return (origin.isKnown() ? known : others).add(origin.line(), work);
  }

  private void next() {
    take().ifPresent(Work::run);
  }

  private synchronized Optional<Work<?>> take() {
    if (knownInARow < KNOWN_IN_A_ROW) {
      Optional<Work<?>> first = known.poll();
      if (first.isPresent()) {
        knownInARow++;
        return first;
      }
    }
    knownInARow = 0;
    return others.poll().or(known::poll);
  }

  /** Accepts no more work; running work is finished. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
