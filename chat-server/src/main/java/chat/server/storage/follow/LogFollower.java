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
 * Follows the log with one consumer, behind the commit and on a thread of its own, so that
 * consumers do not wait for each other. It looks at the rooms that have changed, and at all of them
 * when it begins, from the consumer's cursors on. What fails is done again, later each time, and
 * logged once for each kind of failure until the consumer has caught up. Of several servers on one
 * database each follows with its own consumers. Thread-safe.
 */
public final class LogFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

  /**
   * Gathers what is posted meanwhile: a consumer may trail by a second, and pays by transaction.
   */
  private static final int GATHER_MILLIS = 100;

  private final LogConsumer consumer;
  private final FollowerStore store;
  private final LogTurns turns;
  private final Thread thread;

  // confined to the thread
  private final Set<String> reported = new HashSet<>();

  // guarded by this
  private final ChangedRooms changed;
  private boolean closed;

  /**
   * Begins to follow.
   *
   * @param changed takes the rooms that change
   */
  public LogFollower(
      LogConsumer consumer, FollowerStore store, ChangedRooms changed, CriticalThreads threads) {
    this.consumer = consumer;
    this.store = store;
    this.changed = changed;
    this.turns = new LogTurns(consumer, store.cursors(), System::nanoTime, this::report);
    this.thread = threads.thread("chat-store-follower-" + consumer.name(), this::run);
    thread.start();
  }

  /** Notes that a room's log has changed, or is gone. Never blocks. */
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
                "The database of {} is damaged; the next start makes it anew: {}",
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
        turns.lookAtAll();
      }
      turns.add(take());
      turns.round(stores, this::isClosed);
      backoff.reset();
      if (turns.isThrough() && !reported.isEmpty()) {
        LOG.info("{} has caught up with the log", consumer.name());
        reported.clear();
      }
      if (turns.isDone()) {
        pause(GATHER_MILLIS);
      }
    }
  }

  /** Logs a failure, unless one of its kind was since the consumer was last through. */
  private void report(Exception failure) {
    boolean isSql = failure instanceof SQLException;
    String kind =
        failure.getClass().getName() + (isSql ? " " + ((SQLException) failure).getSQLState() : "");
    if (!reported.add(kind)) {
      return;
    }
    if (isSql) {
      LOG.warn("{} falls behind the log: {}", consumer.name(), failure.toString());
    } else {
      LOG.error("{} falls behind the log", consumer.name(), failure);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized boolean takeAll() {
    return changed.takeAll();
  }

  /**
   * The rooms that have changed since the last time, as many as there is a place for; waits for one
   * unless there is work anyway.
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

  /** Ends after the transaction under way; what is not consumed then is after the next start. */
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
