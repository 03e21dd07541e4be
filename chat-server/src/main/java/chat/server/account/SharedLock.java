package chat.server.account;

import chat.core.port.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The monitor that the in-memory stores share, so that a change of several stores is atomic.
 * Thread-safe.
 */
public final class SharedLock {
  /** Runs {@code work} under the monitor. A failure of the directory fails the stage. */
  public synchronized <T> CompletionStage<T> get(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(work.get());
    } catch (CompletionException e) {
      return CompletableFuture.failedFuture(
          e.getCause() instanceof StoreException ? e.getCause() : e);
    }
  }

  public CompletionStage<Void> run(Runnable work) {
    return get(
        () -> {
          work.run();
          return null;
        });
  }
}
