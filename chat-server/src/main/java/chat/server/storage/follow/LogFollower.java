package chat.server.storage.follow;

import chat.core.model.RoomId;
import chat.server.thread.CriticalThreads;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds committed events of all rooms to one consumer, on its own thread, so that consumers do not
 * wait for each other. It checks all rooms at the start and then those that change, from the
 * consumer's cursors on. Failures are retried with increasing waits, and logged once per kind until
 * the consumer has caught up. Each server on a shared database follows with its own consumers.
 * Thread-safe.
 */
public final class LogFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

  /**
   * The wait to batch new events: a consumer may lag by a second, and each transaction has a cost.
   */
  private static final int GATHER_MILLIS = 100;

  private final LogConsumer<?> consumer;
  private final FollowerStore store;
  private final LogTurns<?> turns;
  private final Thread thread;

  // confined to the thread
  private final Set<String> reported = new HashSet<>();

  // guarded by this
  private final ChangedRooms changed;
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param changed the rooms to check first
   */
  public LogFollower(
      LogConsumer<?> consumer, FollowerStore store, ChangedRooms changed, CriticalThreads threads) {
    this.consumer = consumer;
    this.store = store;
    this.changed = changed;
    this.turns = new LogTurns<>(consumer, store.cursors(), System::nanoTime, this::report);
    this.thread = threads.thread("chat-store-follower-" + consumer.name(), this::run);
    thread.start();
  }

  /** To be called when a room's log has changed or was deleted. Never blocks. */
  public synchronized void changed(RoomId room) {
    changed.add(room);
    notifyAll();
  }

  private void run() {
    Backoff backoff = new Backoff();
    try {
      while (!isClosed()) {
        try (FollowerStore.Connected stores = store.connect()) {
          follow(stores, backoff);
        } catch (SQLException e) {
          if (store.discardIfDamaged(e)) {
            LOG.error(
                "The database of {} is damaged and will be recreated by the next start: {}",
                consumer.name(),
                e.toString());
            return;
          }
          report(e);
          pause(backoff.nextMillis());
        } catch (RuntimeException e) {
          report(e);
          pause(backoff.nextMillis());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted by no part of the server", e);
    }
  }

  private void follow(FollowerStore.Connected stores, Backoff backoff)
      throws SQLException, InterruptedException {
    while (!isClosed()) {
      if (takeAll()) {
        turns.addAll();
      }
      turns.add(take());
      turns.round(stores, this::isClosed);
      backoff.reset();
      if (turns.hasCaughtUp() && !reported.isEmpty()) {
        LOG.info("{} has caught up with the log", consumer.name());
        reported.clear();
      }
      if (turns.isDone()) {
        pause(GATHER_MILLIS);
      }
    }
  }

  /** Logs a failure, unless one of its kind was logged since the consumer last caught up. */
  private void report(Exception failure) {
    boolean isSql = failure instanceof SQLException;
    String kind =
        failure.getClass().getName() + (isSql ? " " + ((SQLException) failure).getSQLState() : "");
    if (!reported.add(kind)) {
      return;
    }
    if (isSql) {
      LOG.warn("{} cannot follow the log and will retry: {}", consumer.name(), failure.toString());
    } else {
      LOG.error("{} cannot follow the log and will retry", consumer.name(), failure);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized boolean takeAll() {
    return changed.takeAll();
  }

  /**
   * Takes changed rooms, as many as there is room for; waits for one unless there is other work.
   */
  private synchronized Collection<RoomId> take() throws InterruptedException {
    while (changed.isEmpty() && turns.isDone() && !closed) {
      OptionalLong next = turns.nanosToNext();
      if (next.isEmpty()) {
        wait();
      } else if (next.getAsLong() <= 0) {
        break;
      } else {
        TimeUnit.NANOSECONDS.timedWait(this, next.getAsLong());
      }
    }
    return changed.take(changed.most() - turns.size());
  }

  private synchronized void pause(int millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Stops after the current transaction; the next start continues from the cursors. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
