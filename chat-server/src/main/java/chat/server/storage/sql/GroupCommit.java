package chat.server.storage.sql;

import chat.core.bound.ByteBudget;
import chat.core.port.StoreException;
import chat.server.thread.CriticalThreads;
import chat.server.thread.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The writer of the store: one thread that commits all queued changes, of all rooms, in one
 * transaction with one sync, and then completes each. Changes queue up during a commit, so the cost
 * per change falls under load.
 *
 * <p>A change that fails on its own is removed, and the others are repeated without it. When the
 * database fails, the whole group fails at once, because each change would wait as long as the
 * first. When a commit fails, nothing of it is stored; when that is uncertain, the writer stops,
 * reports it as fatal and fails all further changes. Thread-safe.
 */
public final class GroupCommit implements AutoCloseable {
  /**
   * The maximum number of changes in one transaction: with more, the first of them would wait too
   * long.
   */
  private static final int MOST_TOGETHER = 1_024;

  /** The heap that a queued change takes without its data: the change, its stages and futures. */
  static final int CHANGE_BYTES = 1_024;

  /** The wait before a lost connection is reopened. */
  private static final int RECONNECT_MILLIS = 200;

  private final Dialect dialect;
  private final Consumer<Throwable> fatal;
  private final BlockingQueue<Change<?>> queue = new LinkedBlockingQueue<>();
  private final ByteBudget waiting;
  private final Thread thread;
  private final Watch watch;
  private volatile boolean closed;

  // confined to the thread
  private SqlSession session;
  private Runnable ifLost;

  /**
   * Starts the writer thread.
   *
   * @param dialect opens further connections
   * @param session the first connection
   * @param waiting the budget for changes that are queued or being committed, in bytes
   * @param threads creates the writer thread; receives a fatal failure when the store cannot be
   *     trusted any more, or when the writer fails otherwise
   */
  public GroupCommit(
      Dialect dialect, SqlSession session, ByteBudget waiting, CriticalThreads threads) {
    this.waiting = waiting;
    this.dialect = dialect;
    this.session = session;
    this.fatal = threads.fatal();
    this.watch = threads.watch("chat-store-writer");
    this.thread = threads.thread("chat-store-writer", this::run);
    thread.start();
  }

  /**
   * Queues a change; completes when it is committed, and fails at once when the budget is
   * exhausted. Never blocks.
   */
  public <T> CompletionStage<T> write(SqlWork<T> work) {
    return write(0, work);
  }

  /**
   * Like {@link #write(SqlWork)}, for a change with data.
   *
   * @param bytes the heap that its data takes
   */
  public <T> CompletionStage<T> write(long bytes, SqlWork<T> work) {
    long all = CHANGE_BYTES + bytes;
    if (!waiting.tryTake(all)) {
      return CompletableFuture.failedFuture(
          new StoreException("too many writes are queued; the change was not made"));
    }
    return queue(new Change<>(work, all));
  }

  /** Queues a change regardless of the budget: clean-up after a user has left, or periodic work. */
  public <T> CompletionStage<T> writeAnyhow(SqlWork<T> work) {
    waiting.take(CHANGE_BYTES);
    return queue(new Change<>(work, CHANGE_BYTES));
  }

  private <T> CompletionStage<T> queue(Change<T> change) {
    CompletionStage<T> unused =
        change.result.whenComplete((value, failure) -> waiting.give(change.bytes));
    if (closed) {
      change.fail(new StoreException("the store is closed"));
    } else {
      queue.add(change);
    }
    return change.result;
  }

  private void run() {
    List<Change<?>> group = new ArrayList<>();
    try {
      while (!closed || !queue.isEmpty()) {
        group.add(queue.take());
        queue.drainTo(group, MOST_TOGETHER - 1);
        group.removeIf(change -> change == Change.WAKE);
        watch.begin();
        commit(group);
        watch.end();
        group.clear();
      }
      closeSession();
    } catch (Fatal e) {
      closed = true;
      group.forEach(change -> change.fail(storeFailed(e.getCause())));
      fatal.accept(e.getCause());
    } catch (Throwable e) { // report first: there may be no memory left for anything else
      fatal.accept(e);
      closed = true;
      group.forEach(change -> change.fail(storeFailed(e)));
    } finally {
      watch.end();
      closed = true;
      queue.forEach(change -> change.fail(new StoreException("the store is closed")));
    }
  }

  /** Commits a group in one transaction, without the changes that fail. */
  private void commit(List<Change<?>> group) throws InterruptedException {
    List<Change<?>> rest = new ArrayList<>(group);
    while (!rest.isEmpty()) {
      List<Change<?>> settled = tryCommit(rest);
      if (settled.size() == rest.size()) {
        return; // the usual case; removeAll would take quadratic time
      }
      rest.removeAll(settled);
    }
  }

  /**
   * Commits all of {@code group} or rolls back, and returns the changes that were completed or
   * failed.
   */
  private List<Change<?>> tryCommit(List<Change<?>> group) throws InterruptedException {
    Change<?> current = null;
    boolean atCommit = false;
    try {
      SqlSession open = open();
      for (Change<?> change : group) {
        current = change;
        change.run(open);
      }
      atCommit = true;
      open.commit();
    } catch (RuntimeException e) { // such as a row that the domain rejects: only this change fails
      rollback();
      current.fail(e instanceof StoreException known ? known : storeFailed(e));
      return List.of(current);
    } catch (SQLException e) {
      FailureScope scope = dialect.blame(e, atCommit);
      if (scope == FailureScope.DISK) {
        throw new Fatal(e);
      }
      rollback();
      List<Change<?>> failed =
          scope == FailureScope.CHANGE && current != null && !atCommit ? List.of(current) : group;
      failed.forEach(change -> change.fail(storeFailed(e)));
      return List.copyOf(failed);
    }
    group.forEach(Change::complete);
    return List.copyOf(group);
  }

  private static StoreException storeFailed(Throwable cause) {
    return new StoreException("the store failed: " + cause.getMessage(), cause);
  }

  private SqlSession open() throws SQLException, InterruptedException {
    if (session == null) {
      Thread.sleep(RECONNECT_MILLIS);
      session = new SqlSession(dialect.connectToWrite());
    }
    if (ifLost == null) {
      ifLost = dialect.ifLost(session);
    }
    dialect.beginWrite(session);
    return session;
  }

  private void rollback() {
    if (session == null) {
      return;
    }
    try {
      session.rollback();
    } catch (SQLException e) {
      if (ifLost != null) {
        ifLost.run();
      }
      closeSession();
      session = null; // the next change reconnects
      ifLost = null;
    }
  }

  private void closeSession() {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      if (dialect.blame(e, true) == FailureScope.DISK) {
        fatal.accept(e);
      }
    }
  }

  /** Commits all queued changes and stops the thread. */
  @Override
  public void close() {
    closed = true;
    queue.add(Change.WAKE);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The database cannot be trusted any more. */
  private static final class Fatal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fatal(SQLException cause) {
      super(cause);
    }
  }

  /**
   * A queued change. Run and completed by the writer thread; {@code result} is visible to the
   * caller.
   */
  private static final class Change<T> {
    static final Change<?> WAKE = new Change<>(session -> null, 0);

    final CompletableFuture<T> result = new CompletableFuture<>();
    private final SqlWork<T> work;
    private final long bytes;
    private T value;

    Change(SqlWork<T> work, long bytes) {
      this.work = work;
      this.bytes = bytes;
    }

    void run(SqlSession session) throws SQLException {
      value = work.run(session);
    }

    void complete() {
      result.complete(value);
    }

    void fail(StoreException failure) {
      result.completeExceptionally(failure);
    }
  }
}
