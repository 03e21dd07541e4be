package chat.server.files;

import chat.core.port.StoreException;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads that wait for the disk of files. Each upload and download has at most one task at a
 * time, so their number bounds the queue. Thread-safe.
 */
public final class FileThreads implements AutoCloseable {
  /** A disk takes several requests at a time; more threads would only compete for it. */
  private static final int THREADS = 4;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor pool;

  public FileThreads(CriticalThreads threads) {
    pool =
        threads.pool(
            THREADS,
            IDLE,
            new LinkedBlockingQueue<>(),
            threads.named("chat-file-"),
            new ThreadPoolExecutor.AbortPolicy());
  }

  /** Work that may wait for a disk. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Runs {@code work}. The stage fails with a {@link StoreException} when the disk fails, and with
   * {@link NoSuchFileException} when there is no such file.
   */
  public <T> CompletionStage<T> run(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      pool.execute(
          () -> {
            try {
              result.complete(work.run());
            } catch (NoSuchFileException | RuntimeException e) {
              result.completeExceptionally(e);
            } catch (IOException e) {
              result.completeExceptionally(failed(e));
            }
          });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(failed(e));
    }
    return result;
  }

  /** As a failure of the store, which clients do not cause. */
  private static StoreException failed(Exception e) {
    return new StoreException("the files cannot be read or written: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
