package chat.server.storage.log;

import chat.core.model.RoomId;
import chat.core.port.StoreException;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.ReadPool;
import chat.server.thread.CriticalThreads;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** Deletes what a store does not keep, once or periodically. Thread-safe. */
public final class Retention implements AutoCloseable {
  private final GroupCommit writer;
  private final ReadPool pool;
  private final String rowLock;
  private final Consumer<RoomId> trimmed;
  private final CriticalThreads threads;
  private RetentionScheduler sweeps; // guarded by this

  /**
   * @param trimmed called with a room after some of its log was deleted
   */
  public Retention(
      GroupCommit writer,
      ReadPool pool,
      String rowLock,
      Consumer<RoomId> trimmed,
      CriticalThreads threads) {
    this.writer = writer;
    this.pool = pool;
    this.rowLock = rowLock;
    this.trimmed = trimmed;
    this.threads = threads;
  }

  private RetentionSweep sweep(RetentionPolicy policy) {
    return new RetentionSweep(writer, pool, policy, rowLock, trimmed);
  }

  /**
   * Starts to apply {@code policy} periodically.
   *
   * @throws IllegalStateException if it has been called before
   */
  public synchronized void start(RetentionPolicy policy, Clock clock) {
    if (sweeps != null) {
      throw new IllegalStateException("retention is already set");
    }
    if (!policy.keepsAll()) {
      sweeps = new RetentionScheduler(sweep(policy), clock, threads);
    }
  }

  /** Runs the periodic sweep now; returns when it is done. */
  public void runNow() {
    RetentionScheduler due;
    synchronized (this) {
      due = sweeps;
    }
    if (due != null) {
      due.runNow();
    }
  }

  /**
   * Deletes the events that {@code policy} does not keep at {@code now}; returns when it is done.
   *
   * @throws StoreException if it fails
   */
  public void run(RetentionPolicy policy, Instant now) {
    sweep(policy).run(now);
  }

  /** Starts no more sweeps. */
  @Override
  public synchronized void close() {
    if (sweeps != null) {
      sweeps.close();
    }
  }
}
