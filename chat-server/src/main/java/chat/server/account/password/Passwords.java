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
 * Where passwords are hashed: on two threads of its own, so that signing in keeps no room waiting
 * and takes no more than 38 MiB. What waits has a place in one of two {@link FairQueue}s: clients
 * that are known come first, three times out of four, and strangers cannot take their places. Past
 * them requests are denied as busy. Thread-safe by its monitor, held for moments.
 */
public final class Passwords implements AutoCloseable {
  static final int MOST_AT_ONCE = 2;

  /** In each queue; some two seconds of work: whoever waits longer has given up. */
  static final int MOST_WAITING = 48;

  /**
   * Then a stranger has a turn: known clients are easily had by registering, and could fill all.
   */
  private static final int KNOWN_IN_A_ROW = 3;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** An idle server needs no thread for it. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final PasswordHasher hasher;
  private final ThreadPoolExecutor pool;
  private final FairQueue<Work<?>> known = new FairQueue<>(MOST_WAITING); // guarded by this
  private final FairQueue<Work<?>> strangers = new FairQueue<>(MOST_WAITING); // guarded by this

  private int knownInARow; // guarded by this

  /** Hashes by {@code hasher}. */
  public Passwords(PasswordHasher hasher, CriticalThreads threads) {
    this.hasher = hasher;
    pool =
        threads.pool(
            MOST_AT_ONCE,
            IDLE,
            new LinkedBlockingQueue<>(), // one for each that waits in the fair queues
            threads.named("chat-password-"),
            new ThreadPoolExecutor.AbortPolicy());
  }

  /** The hash of a new password. */
  public CompletionStage<String> hash(String password, HashOrigin origin) {
    return run(origin, () -> hasher.hash(normal(password)));
  }

  /**
   * Whether {@code password} is the account's; never when there is no account, which takes as long
   * to find out.
   */
  public CompletionStage<Boolean> matches(
      String password, Optional<Account> account, HashOrigin origin) {
    String hash = account.map(Account::passwordHash).orElseGet(hasher::dummy);
    return run(origin, () -> hasher.matches(normal(password), hash) && account.isPresent());
  }

  /** What looks the same is typed in different ways on different keyboards (RFC 8265). */
  static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /** Something to hash, and who waits for it. */
  private record Work<T>(Supplier<T> hashing, CompletableFuture<T> result) {
    void run() {
      try {
        result.complete(hashing.get());
      } catch (OutOfMemoryError e) {
        // 19 MiB in one piece do not fit for now. Nothing else is touched by it, so this is no
        // reason to end the program.
        deny();
      } catch (RuntimeException | LinkageError e) {
        result.completeExceptionally(e);
      }
    }

    void deny() {
      result.completeExceptionally(AccountException.busy(RETRY_AFTER));
    }
  }

  private <T> CompletionStage<T> run(HashOrigin origin, Supplier<T> hashing) {
    Work<T> work = new Work<>(hashing, new CompletableFuture<>());
    Optional<Work<?>> leaving = wait(origin, work);
    if (leaving.isPresent()) {
      leaving.get().deny(); // its turn, if it had one, is the other's now
    } else {
      try {
        pool.execute(this::next);
      } catch (RejectedExecutionException closed) {
        work.deny();
      }
    }
    return work.result();
  }

  private synchronized Optional<Work<?>> wait(HashOrigin origin, Work<?> work) {
    return (origin.isKnown() ? known : strangers).add(origin.line(), work);
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
    return strangers.poll().or(known::poll);
  }

  /** Takes no more; what is under way is finished. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
