package chat.server.account;

import chat.server.thread.CriticalThreads;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Where passwords are hashed: on two threads of its own, so that strangers who sign in keep no room
 * waiting and take no more than 38 MiB. Past a bounded queue they are denied as busy. Thread-safe.
 */
public final class Passwords implements AutoCloseable {
  static final int MOST_AT_ONCE = 2;

  /** Some two seconds of work: whoever waits longer has given up. */
  static final int MOST_WAITING = 48;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** An idle server needs no thread for it. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final PasswordHasher hasher;
  private final ThreadPoolExecutor pool;

  /** Hashes by {@code hasher}. */
  public Passwords(PasswordHasher hasher, CriticalThreads threads) {
    this.hasher = hasher;
    pool =
        threads.pool(
            MOST_AT_ONCE,
            IDLE,
            new ArrayBlockingQueue<>(MOST_WAITING),
            threads.named("chat-password-"),
            new ThreadPoolExecutor.AbortPolicy());
  }

  /** The hash of a new password. */
  CompletionStage<String> hash(String password) {
    return run(() -> hasher.hash(normal(password)));
  }

  /**
   * Whether {@code password} is the account's; never when there is no account, which takes as long
   * to find out.
   */
  CompletionStage<Boolean> matches(String password, Optional<Account> account) {
    String hash = account.map(Account::passwordHash).orElseGet(hasher::dummy);
    return run(() -> hasher.matches(normal(password), hash) && account.isPresent());
  }

  /** What looks the same is typed in different ways on different keyboards (RFC 8265). */
  static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private <T> CompletionStage<T> run(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      pool.execute(
          () -> {
            try {
              result.complete(work.get());
            } catch (OutOfMemoryError e) {
              // 19 MiB in one piece do not fit for now. Nothing else is touched by it, so this is
              // no reason to end the program.
              result.completeExceptionally(Denied.busy(RETRY_AFTER));
            } catch (RuntimeException | LinkageError e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(Denied.busy(RETRY_AFTER));
    }
    return result;
  }

  /** Takes no more; what is under way is finished. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
