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
 * The writer: one thread that takes whatever is queued, of all rooms, into one transaction and one
 * sync, and then completes each. While a commit is under way the queue fills, so under load the
 * cost of a change falls.
 *
 * <p>A change that fails by itself is taken out and the others are done again without it; when the
 * database fails, all fail at once, for each would wait for it as long as the first. When a commit
 * fails nothing of it is stored; when even that is unsure, the writer ends and says so, and
 * everything else fails. Thread-safe.
 */
public final class GroupCommit implements AutoCloseable {
  /** More than that in one transaction keeps the first of them waiting for too long. */
  private static final int MOST_TOGETHER = 1_024;

  /** What a change that waits takes without what it writes: itself, its stages, its futures. */
  static final int CHANGE_BYTES = 1_024;

  /** How long to wait before a lost connection is tried again. */
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
   * Begins to write.
   *
   * @param session the first connection
   * @param waiting what the changes that wait and those being committed may take
   * @param threads told when the store can no longer be trusted, and when the writer ends by
   *     anything else; the program should end
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
   * Queues a change; completes when it is committed, and fails at once when too much waits. Never
   * blocks.
   */
  public <T> CompletionStage<T> write(SqlWork<T> work) {
    return write(0, work);
  }

  /**
   * The same for a change that writes much.
   *
   * @param bytes how many bytes of heap what it writes takes
   */
  public <T> CompletionStage<T> write(long bytes, SqlWork<T> work) {
    long all = CHANGE_BYTES + bytes;
    if (!waiting.tryTake(all)) {
      return CompletableFuture.failedFuture(
          new StoreException("too much waits to be written; the change was not made"));
    }
    return queue(new Change<>(work, all));
  }

  /** Queues a change that must not be refused: of whom is gone, or what time brings. */
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
      group.forEach(change -> change.fail(unknown(e.getCause())));
      fatal.accept(e.getCause());
    } catch (Throwable e) { // first of all: there may be no memory for anything else
      fatal.accept(e);
      closed = true;
      group.forEach(change -> change.fail(unknown(e)));
    } finally {
      watch.end();
      closed = true;
      queue.forEach(change -> change.fail(new StoreException("the store is closed")));
    }
  }

  /** Does all of a group in one transaction; without those that fail. */
  private void commit(List<Change<?>> group) throws InterruptedException {
    List<Change<?>> rest = new ArrayList<>(group);
    while (!rest.isEmpty()) {
      List<Change<?>> settled = tryCommit(rest);
      if (settled.size() == rest.size()) {
        return; // nearly always; removing each would compare all with all
      }
      rest.removeAll(settled);
    }
  }

  /** Commits all of {@code group}, or rolls back; the changes that are completed or failed. */
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
    } catch (RuntimeException e) { // a row that the domain does not take, say: the others go on
      rollback();
      current.fail(e instanceof StoreException known ? known : unknown(e));
      return List.of(current);
    } catch (SQLException e) {
      FailureScope scope = dialect.blame(e, atCommit);
      if (scope == FailureScope.DISK) {
        throw new Fatal(e);
      }
      rollback();
      List<Change<?>> failed =
          scope == FailureScope.CHANGE && current != null && !atCommit ? List.of(current) : group;
      failed.forEach(change -> change.fail(unknown(e)));
      return List.copyOf(failed);
    }
    group.forEach(Change::complete);
    return List.copyOf(group);
  }

  private static StoreException unknown(Throwable cause) {
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
      session = null; // the next change finds out whether the database is back
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

  /** Commits what is queued and ends. */
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

  /** Nothing that the database says can be trusted any more. */
  private static final class Fatal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fatal(SQLException cause) {
      super(cause);
    }
  }

  /** A change under way. Run by the writer, completed by it; the result is what others see. */
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
