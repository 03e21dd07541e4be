package chat.server.storage.sql;

import chat.core.port.StoreException;
import chat.server.bound.HeapShare;
import chat.server.thread.CriticalThreads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded pool of reader threads, each with its own read-only connection, so that no room and no
 * connection thread blocks on disk I/O. Reads beyond the queue limit fail at once. Thread-safe.
 */
public final class ReadPool implements AutoCloseable {
  /**
   * The number of threads that read the log: one per processor, as more would wait for a processor.
   */
  public static final int OF_STORE = Math.max(2, Runtime.getRuntime().availableProcessors());

  /**
   * The number of threads that search: half of the processors, so that long searches leave the
   * others free.
   */
  public static final int OF_SEARCH = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

  /** The limit of queued reads. Reads beyond it are rejected and can be retried. */
  static final int MOST_WAITING = 8_192;

  /** The heap that a queued read takes: the read, its stages, and its parameters. */
  static final int READ_BYTES = 512;

  private static final int CLOSE_SECONDS = 5;

  private final Dialect dialect;
  private final ThreadPoolExecutor pool;
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

  /** The session of each thread of this pool, opened by its first read. */
  @SuppressWarnings("ThreadLocalUsage") // the threads are the pool's own, and end with it
  private final ThreadLocal<SqlSession> session = new ThreadLocal<>();

  public ReadPool(Dialect dialect, int size, String name, CriticalThreads threads) {
    this.dialect = dialect;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        threads.pool(
            size,
            Duration.ZERO,
            new ArrayBlockingQueue<>(mostWaiting()),
            work -> {
              Thread reader =
                  threads.thread(name + "-" + number.incrementAndGet(), () -> runAll(work));
              made.add(reader);
              return reader;
            },
            new ThreadPoolExecutor.AbortPolicy());
  }

  /** The limit of queued reads that fits into {@link HeapShare#READS}. */
  static int mostWaiting() {
    return (int) Math.max(1, Math.min(MOST_WAITING, HeapShare.READS.bytes() / READ_BYTES));
  }

  private void runAll(Runnable work) {
    try {
      work.run();
    } finally {
      forgetSession();
    }
  }

  private SqlSession session() throws SQLException {
    SqlSession known = session.get();
    if (known == null) {
      known = new SqlSession(dialect.connectToRead());
      session.set(known);
    }
    return known;
  }

  /** Closes a connection whose transaction may be open; the next read opens another. */
  private void forgetSession() {
    SqlSession before = session.get();
    session.remove();
    if (before != null) {
      try {
        before.close();
      } catch (SQLException e) {
        LOG.debug("A connection could not be closed: {}", e.toString());
      }
    }
  }

  /** Runs a read in its own transaction; never blocks. */
  public <T> CompletionStage<T> read(SqlWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      pool.execute(() -> run(work, result));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(new StoreException("too many reads are queued", e));
    }
    return result;
  }

  private <T> void run(SqlWork<T> work, CompletableFuture<T> result) {
    T value;
    try {
      SqlSession own = session();
      dialect.beginRead(own);
      value = work.run(own);
      own.commit();
    } catch (SQLException e) {
      forgetSession();
      result.completeExceptionally(new StoreException("the store failed: " + e.getMessage(), e));
      return;
    } catch (
        RuntimeException e) { // such as a row that the domain rejects: the result must complete
      forgetSession();
      result.completeExceptionally(e instanceof StoreException ? e : invalidData(e));
      return;
    } catch (Error e) { // ends the thread, and with it the process
      result.completeExceptionally(e);
      throw e;
    }
    result.complete(value);
  }

  private static StoreException invalidData(RuntimeException cause) {
    return new StoreException("the store contains invalid data: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      for (Thread each : made) {
        each.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS)); // each closes its connection last
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
