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
 * The readers: a bounded pool of threads, each with a read-only connection of its own, so that no
 * lane and no socket waits for a disk. Past its bound a read fails at once. Thread-safe.
 */
public final class ReadPool implements AutoCloseable {
  /** How many read the log: as many as there are processors, for one more would wait for one. */
  public static final int OF_STORE = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** How many search: half of the processors, so that endless searches leave the others free. */
  public static final int OF_SEARCH = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

  /** Reads that may wait; past it they are refused, which their askers may repeat. */
  static final int MOST_WAITING = 8_192;

  /** What a read that waits takes: itself, its stages, and the names or words that it looks for. */
  static final int READ_BYTES = 512;

  private static final int CLOSE_SECONDS = 5;

  private final Dialect dialect;
  private final ThreadPoolExecutor pool;
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

  /** Of each thread of this pool, opened by its first read. */
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

  /** As many as fit into their share of the heap. */
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

  /** Ends a connection whose transaction may be left open; the next read makes another. */
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

  /** Reads in a transaction of its own; never blocks. */
  public <T> CompletionStage<T> read(SqlWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      pool.execute(() -> run(work, result));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(new StoreException("too much is being read", e));
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
    } catch (RuntimeException e) { // a row that the domain does not take, say: nobody may wait on
      forgetSession();
      result.completeExceptionally(e instanceof StoreException ? e : unusable(e));
      return;
    } catch (Error e) { // it ends the thread, and with it the program
      result.completeExceptionally(e);
      throw e;
    }
    result.complete(value);
  }

  private static StoreException unusable(RuntimeException cause) {
    return new StoreException("the store holds what cannot be used: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      for (Thread each : made) {
        each.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS)); // its connection closes last
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
