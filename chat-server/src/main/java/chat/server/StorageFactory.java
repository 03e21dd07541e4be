package chat.server;

import chat.core.memory.MemoryStore;
import chat.core.port.Directory;
import chat.core.port.MessageLog;
import chat.core.port.MessageSearch;
import chat.server.account.service.AccountStores;
import chat.server.config.ServerConfig;
import chat.server.limit.RoomOrigins;
import chat.server.storage.SqlStore;
import chat.server.storage.log.RetentionPolicy;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.SqliteDialect;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Where a server keeps everything, as the settings choose. Immutable.
 *
 * @param log what was said
 * @param directory who and what there is
 * @param search finds what was said
 * @param accounts who is registered, and who may come back as whom
 * @param origins names the addresses of those who create public rooms
 * @param sweep drops now what is not to be kept, and returns when that is done
 * @param end closes it; what was asked for before is still kept
 */
record StorageFactory(
    MessageLog log,
    Directory directory,
    MessageSearch search,
    AccountStores accounts,
    RoomOrigins origins,
    Runnable sweep,
    Runnable end)
    implements AutoCloseable {
  /**
   * Opens it.
   *
   * @param searches where what is kept in memory is searched, which takes long
   * @param threads told when it can no longer be trusted
   * @throws IOException if it cannot be opened
   */
  static StorageFactory open(
      ServerConfig config,
      Executor searches,
      RandomGenerator random,
      Clock clock,
      CriticalThreads threads)
      throws IOException {
    return switch (config.store()) {
      case MEMORY -> {
        MemoryStore store = new MemoryStore(random, config.memoryHistory());
        yield new StorageFactory(
            store.log(),
            store.directory(),
            store.search(searches),
            AccountStores.inMemory(store.directory()),
            origins(config, Long.toHexString(random.nextLong())),
            () -> {},
            () -> {});
      }
      case SQLITE -> sql(config, SqlStore.open(SqliteDialect.in(config.dataDir()), threads), clock);
      case POSTGRESQL ->
          sql(
              config,
              SqlStore.open(PostgresDialect.at(config.databaseUrl().orElseThrow()), threads),
              clock);
    };
  }

  private static StorageFactory sql(ServerConfig config, SqlStore store, Clock clock) {
    store.retain(new RetentionPolicy(config.retentionDays(), config.retentionMessages()), clock);
    return new StorageFactory(
        store.log(),
        store.directory(),
        store.search(),
        store.accounts(),
        origins(config, store.addressKey()),
        store::sweep,
        store::close);
  }

  private static RoomOrigins origins(ServerConfig config, String key) {
    int most = config.limits().addresses().keptPublicRooms();
    return new RoomOrigins(key, config.limits().on() ? most : Integer.MAX_VALUE);
  }

  @Override
  public void close() {
    end.run();
  }
}
