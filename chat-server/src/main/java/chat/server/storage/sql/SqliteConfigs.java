package chat.server.storage.sql;

import org.sqlite.SQLiteConfig;

/** The configuration that all connections of the server to SQLite share. Stateless. */
public final class SqliteConfigs {
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private SqliteConfigs() {}

  /**
   * A new configuration, with a write-ahead log.
   *
   * @param synchronous when commits are synced
   * @param cacheKibibytes the size of the page cache of the connection
   */
  public static SQLiteConfig of(SQLiteConfig.SynchronousMode synchronous, int cacheKibibytes) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setCacheSize(-cacheKibibytes); // negative: in KiB
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    // Not used. The driver would run a query for them after each change, which took a quarter of
    // the processor time of the search index.
    config.setGetGeneratedKeys(false);
    return config;
  }
}
