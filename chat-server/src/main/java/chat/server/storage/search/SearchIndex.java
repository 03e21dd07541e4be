package chat.server.storage.search;

import chat.core.port.MessageSearch;
import chat.server.storage.follow.ChangedRooms;
import chat.server.storage.follow.FollowerStore;
import chat.server.storage.follow.LogFollower;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PeriodicErasure;
import chat.server.storage.sql.ReadPool;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.sql.SQLException;

/**
 * The search index of the messages. It follows the log, and is rebuilt from it when it is lost. No
 * acknowledgement waits for it. Thread-safe.
 */
public final class SearchIndex implements AutoCloseable {
  private final SearchDialect database;
  private final ReadPool searchers;
  private final PeriodicErasure erasure;
  private final LogFollower follower;
  private final MessageSearch search;

  private SearchIndex(
      Dialect log, SearchDialect database, boolean isOverwriteDue, CriticalThreads threads) {
    WordIndex words = database.words();
    this.database = database;
    this.searchers = new ReadPool(database, ReadPool.OF_SEARCH, "chat-store-search", threads);
    this.erasure = new PeriodicErasure("chat-store-search-erasure", database.overwriter(), threads);
    if (isOverwriteDue) {
      erasure.due();
    }
    this.follower =
        new LogFollower(
            new RoomIndexer(words, erasure::due),
            FollowerStore.ofIndex(log, database, database::discardIfDamaged),
            ChangedRooms.ofFollower(),
            threads);
    this.search = new SqlSearch(searchers, words, words.rangeDocuments(), System::nanoTime);
  }

  /**
   * Opens the search index of a log and starts to follow the log.
   *
   * @throws IOException if the index can be neither opened nor recreated
   */
  public static SearchIndex open(Dialect log, SearchDialect database, CriticalThreads threads)
      throws IOException {
    boolean isOverwriteDue;
    try {
      database.prepare();
      isOverwriteDue = database.isOverwriteDue();
    } catch (SQLException e) {
      throw new IOException("cannot open the search index: " + e.getMessage(), e);
    }
    return new SearchIndex(log, database, isOverwriteDue, threads);
  }

  public MessageSearch search() {
    return search;
  }

  /** Overwrites the words of messages that were removed from the index. */
  public PeriodicErasure erasure() {
    return erasure;
  }

  /** The follower that feeds the index. */
  public LogFollower follower() {
    return follower;
  }

  /** Closes the index; indexing continues when it is opened again. */
  @Override
  public void close() {
    follower.close();
    erasure.close();
    searchers.close();
    database.close();
  }
}
