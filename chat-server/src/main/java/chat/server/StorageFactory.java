package chat.server;

import chat.core.file.UploadStore;
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
 * The stores of a server, as chosen by the settings. Immutable.
 *
 * @param log the events of rooms
 * @param directory users, rooms and memberships
 * @param search searches messages
 * @param uploads the state of uploads, which the log binds
 * @param accounts accounts and sessions
 * @param origins hashes the addresses of the creators of public rooms, and limits rooms per address
 * @param sweep deletes what retention no longer keeps, and returns when that is done
 * @param end closes the stores; commands submitted before are still stored
 */
record StorageFactory(
    MessageLog log,
    Directory directory,
    MessageSearch search,
    UploadStore uploads,
    AccountStores accounts,
    RoomOrigins origins,
    Runnable sweep,
    Runnable end)
    implements AutoCloseable {
  /**
   * Opens the stores.
   *
   * @param searches runs searches of the memory store, which take long
   * @param threads is notified when the store can no longer be trusted
   * @throws IOException if the store cannot be opened
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
            store.uploadStore(),
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
        store.uploads(),
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
