package chat.server.store;

import chat.core.port.MessageSearch;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.sql.SQLException;

/**
 * An index of the messages' words beside the log: made from it, following it, made anew when it is
 * lost. Nothing that is acknowledged waits for it. Thread-safe.
 */
final class SearchIndex implements AutoCloseable {
  private final SearchDatabase database;
  private final Readers searchers;
  private final LogFollower follower;
  private final MessageSearch search;

  private SearchIndex(Database log, SearchDatabase database, CriticalThreads threads) {
    WordIndex words = database.words();
    this.database = database;
    this.searchers = new Readers(database, Readers.OF_SEARCH, "chat-store-search", threads);
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
  static SearchIndex open(Database log, SearchDatabase database, CriticalThreads threads)
      throws IOException {
    try {
      database.prepare();
    } catch (SQLException e) {
      throw new IOException("the search index cannot be opened: " + e.getMessage(), e);
    }
    return new SearchIndex(log, database, threads);
  }

  MessageSearch search() {
    return search;
  }

  /** What follows the log with it. */
  LogFollower follower() {
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
