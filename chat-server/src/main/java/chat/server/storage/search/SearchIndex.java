package chat.server.storage.search;

import chat.core.port.MessageSearch;
import chat.server.storage.follow.ChangedRooms;
import chat.server.storage.follow.FollowerStore;
import chat.server.storage.follow.LogFollower;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.ReadPool;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.sql.SQLException;

/**
 * An index of the messages' words beside the log: made from it, following it, made anew when it is
 * lost. Nothing that is acknowledged waits for it. Thread-safe.
 */
public final class SearchIndex implements AutoCloseable {
  private final SearchDialect database;
  private final ReadPool searchers;
  private final LogFollower follower;
  private final MessageSearch search;

  private SearchIndex(Dialect log, SearchDialect database, CriticalThreads threads) {
    WordIndex words = database.words();
    this.database = database;
    this.searchers = new ReadPool(database, ReadPool.OF_SEARCH, "chat-store-search", threads);
    this.follower =
        new LogFollower(
            new RoomIndexer(words),
            FollowerStore.ofIndex(log, database, database::discardIfDamaged),
            ChangedRooms.ofFollower(),
            threads);
    this.search = new SqlSearch(searchers, words, words.rangeDocuments(), System::nanoTime);
  }

  /**
   * Opens the index of a log and begins to follow that.
   *
   * @throws IOException if it cannot be opened, nor made anew
   */
  public static SearchIndex open(Dialect log, SearchDialect database, CriticalThreads threads)
      throws IOException {
    try {
      database.prepare();
    } catch (SQLException e) {
      throw new IOException("the search index cannot be opened: " + e.getMessage(), e);
    }
    return new SearchIndex(log, database, threads);
  }

  public MessageSearch search() {
    return search;
  }

  /** What follows the log with it. */
  public LogFollower follower() {
    return follower;
  }

  /** Ends; what is not indexed yet is when it is opened again. */
  @Override
  public void close() {
    follower.close();
    searchers.close();
    database.close();
  }
}
