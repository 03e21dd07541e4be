package chat.server.store;

import chat.core.model.RoomId;
import chat.server.thread.CriticalThreads;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log with the index, on one thread, which looks at the rooms that have changed, and at
 * all of them when it begins. What it could not do it does again. Thread-safe.
 */
final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /** Gathers what is said meanwhile: the index may trail by a second, and pays by transaction. */
  private static final int GATHER_MILLIS = 100;

  private static final int RETRY_MILLIS = 1_000;

  /** What fails again and again, a row that cannot be used say, is tried less and less often. */
  private static final int LONGEST_RETRY_MILLIS = 60_000;

  private final Database log;
  private final SearchDatabase index;
  private final Thread thread;

  // guarded by this
  private final ChangedRooms changed = new ChangedRooms();
  private boolean closed;

  Indexer(Database log, SearchDatabase index, CriticalThreads threads) {
    this.log = log;
    this.index = index;
    this.thread = threads.thread("chat-store-indexer", this::run);
    thread.start();
  }

  /** Notes that a room has changed, or gone. Never blocks. */
  synchronized void changed(RoomId room) {
    changed.add(room);
    notifyAll();
  }

  private void run() {
    int retryMillis = RETRY_MILLIS;
    try {
      while (!isClosed()) {
        try (Session read = new Session(log.connectToRead());
            Session write = new Session(index.connectToWrite())) {
          follow(new Indexing(read, write, index.words()));
        } catch (SQLException e) {
          if (index.discardIfDamaged(e)) {
            LOG.error(
                "The search index is damaged; the next start makes it anew: {}", e.toString());
            return;
          }
          LOG.warn("The search index falls behind: {}", e.toString());
          lookAtAll();
          pause(RETRY_MILLIS);
        } catch (RuntimeException e) {
          LOG.error("The search index falls behind", e);
          lookAtAll();
          pause(retryMillis);
          retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted by no part of the server", e);
    }
  }

  private void follow(Indexing indexing) throws SQLException, InterruptedException {
    while (!isClosed()) {
      if (takeAll()) {
        indexing.addAll();
      }
      indexing.add(take(!indexing.isDone()));
      indexing.round(this::isClosed);
      if (indexing.isDone()) {
        pause(GATHER_MILLIS);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void lookAtAll() {
    changed.addAll();
  }

  private synchronized boolean takeAll() {
    return changed.takeAll();
  }

  /**
   * The rooms that have changed since the last time.
   *
   * @param busy whether there is work anyway; otherwise this waits until one has changed
   */
  private synchronized Set<RoomId> take(boolean busy) throws InterruptedException {
    while (changed.isEmpty() && !busy && !closed) {
      wait();
    }
    return changed.take();
  }

  private synchronized void pause(int millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Ends after the transaction under way. */
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
