package chat.server.storage;

import chat.core.file.UploadStore;
import chat.core.model.RoomId;
import chat.core.port.Directory;
import chat.core.port.MessageLog;
import chat.core.port.MessageSearch;
import chat.server.account.service.AccountStores;
import chat.server.bound.HeapShare;
import chat.server.storage.account.Secrets;
import chat.server.storage.account.SqlAccounts;
import chat.server.storage.account.SqlBots;
import chat.server.storage.account.SqlSessions;
import chat.server.storage.account.SqlSignupInvites;
import chat.server.storage.directory.EpochGenerator;
import chat.server.storage.directory.SqlDraftStore;
import chat.server.storage.directory.SqlFollowStore;
import chat.server.storage.directory.SqlMembershipStore;
import chat.server.storage.directory.SqlRoomDirectory;
import chat.server.storage.directory.SqlRoomInviteStore;
import chat.server.storage.directory.SqlUserDirectory;
import chat.server.storage.follow.ChangedRooms;
import chat.server.storage.follow.FollowerStore;
import chat.server.storage.follow.LogConsumer;
import chat.server.storage.follow.LogFollower;
import chat.server.storage.follow.LogFollowers;
import chat.server.storage.log.ErasedRows;
import chat.server.storage.log.Retention;
import chat.server.storage.log.RetentionPolicy;
import chat.server.storage.log.SqlMessageLog;
import chat.server.storage.migration.Migrations;
import chat.server.storage.migration.ProgressLog;
import chat.server.storage.search.SearchDialect;
import chat.server.storage.search.SearchIndex;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.PeriodicErasure;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresVacuum;
import chat.server.storage.sql.ReadPool;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import chat.server.storage.sql.WalCheckpointer;
import chat.server.storage.upload.SqlUploadStore;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** The message log, directory, accounts and search index in one SQL database. Thread-safe. */
public final class SqlStore implements AutoCloseable {
  private final Dialect dialect;
  private final GroupCommit writer;
  private final ReadPool pool;
  private final SearchIndex index;
  private final LogFollowers followers = new LogFollowers();
  private final CriticalThreads threads;
  private final PeriodicErasure erasure;
  private final Overwriter overwriter;
  private final SqlMessageLog log;
  private final Directory directory;
  private final AccountStores accounts;
  private final UploadStore uploads;
  private final String addressKey;
  private final Retention retention;

  private SqlStore(
      Dialect dialect,
      GroupCommit writer,
      ReadPool pool,
      SearchIndex index,
      CriticalThreads threads,
      String addressKey,
      Overwriter overwriter) {
    this.addressKey = addressKey;
    this.dialect = dialect;
    this.writer = writer;
    this.pool = pool;
    this.index = index;
    this.threads = threads;
    this.overwriter = overwriter;
    this.erasure =
        new PeriodicErasure(
            "chat-store-erasure", new ErasedRows(dialect, writer, overwriter), threads);
    followers.add(index.follower());
    EpochGenerator epochs = new EpochGenerator(new SecureRandom());
    this.log =
        new SqlMessageLog(
            writer, pool, epochs, dialect.rowLock(), followers::changed, erasure::due);
    this.retention = new Retention(writer, pool, dialect.rowLock(), log::trimmed, threads);
    this.directory =
        Directory.of(
            new SqlUserDirectory(writer, pool, dialect.rowLock(), this::removed),
            new SqlRoomDirectory(writer, pool, epochs, dialect.rowLock(), this::removed),
            new SqlMembershipStore(writer, pool, dialect.rowLock()),
            new SqlRoomInviteStore(writer, pool, dialect.rowLock()),
            new SqlDraftStore(writer, pool, dialect.rowLock()),
            new SqlFollowStore(writer, pool, dialect.rowLock()));
    this.uploads = new SqlUploadStore(writer, pool, dialect.rowLock());
    this.accounts =
        new AccountStores(
            new SqlAccounts(writer, pool, dialect.rowLock()),
            new SqlSessions(writer, pool, dialect.rowLock()),
            new SqlBots(writer, pool, dialect.rowLock()),
            new SqlSignupInvites(writer, pool, dialect.rowLock()));
  }

  /**
   * Opens the store of a database and migrates it to the schema of this version.
   *
   * @param fatal receives the reason why the process should exit, on a thread of the store: an
   *     SQLException when the store cannot be trusted any more, any other exception when a thread
   *     has failed
   * @throws IOException if it cannot be opened
   */
  public static SqlStore open(SqliteDialect database, Consumer<Throwable> fatal)
      throws IOException {
    return open(database, new CriticalThreads(fatal));
  }

  /** Opens the store with threads from {@code threads}. */
  public static SqlStore open(SqliteDialect database, CriticalThreads threads) throws IOException {
    try {
      WalCheckpointer checkpoints = new WalCheckpointer(database, threads);
      return open(database, SearchDialect.of(database), checkpoints, threads);
    } catch (SQLException e) {
      throw failed(database, e);
    }
  }

  /** Opens a store in PostgreSQL. */
  public static SqlStore open(PostgresDialect database, Consumer<Throwable> fatal)
      throws IOException {
    return open(database, new CriticalThreads(fatal));
  }

  /** Opens the store with threads from {@code threads}. */
  public static SqlStore open(PostgresDialect database, CriticalThreads threads)
      throws IOException {
    return open(database, SearchDialect.of(database), new PostgresVacuum(database), threads);
  }

  /**
   * Opens the store of any database.
   *
   * @param search the database of the search index
   * @param overwriter overwrites what is deleted from the log; closed with the store
   */
  public static SqlStore open(
      Dialect dialect, SearchDialect search, Overwriter overwriter, CriticalThreads threads)
      throws IOException {
    try {
      SqlSession session = new SqlSession(dialect.connectToWrite());
      try (ProgressLog progress = new ProgressLog("Migrating the store", System::nanoTime)) {
        Migrations.apply(session, dialect.dialect(), progress);
      }
      boolean isErasureDue = ErasedRows.isDue(session);
      String addressKey = Secrets.get(session, "addresses");
      ReadPool pool = new ReadPool(dialect, ReadPool.OF_STORE, "chat-store-reader", threads);
      SearchIndex index = SearchIndex.open(dialect, search, threads);
      GroupCommit writer = new GroupCommit(dialect, session, HeapShare.COMMITS.budget(), threads);
      SqlStore store = new SqlStore(dialect, writer, pool, index, threads, addressKey, overwriter);
      if (isErasureDue) {
        store.erasure.due(); // a server was killed before it had done so
      }
      return store;
    } catch (SQLException e) {
      overwriter.close();
      throw failed(dialect, e);
    }
  }

  /** The log of a room was removed, or a part of it. */
  private void removed(RoomId room) {
    followers.changed(room);
    erasure.due();
  }

  private static IOException failed(Dialect dialect, SQLException e) {
    dialect.close();
    return new IOException("cannot open the store: " + e.getMessage(), e);
  }

  /** The message log of the rooms in {@link #directory}. */
  public MessageLog log() {
    return log;
  }

  /** The directory of the rooms in {@link #log}. */
  public Directory directory() {
    return directory;
  }

  /** Searches {@link #log}. */
  public MessageSearch search() {
    return index.search();
  }

  /** The accounts, sessions, bots and signup invites of the directory's users. */
  public AccountStores accounts() {
    return accounts;
  }

  /** The state of the uploads that {@link #log} binds. */
  public UploadStore uploads() {
    return uploads;
  }

  /**
   * The secret key of the hashes that are stored in place of addresses: random, and stored in the
   * database.
   */
  public String addressKey() {
    return addressKey;
  }

  /**
   * Follows the log with {@code consumer} until the store is closed. Its cursors are in this store;
   * it takes one database connection.
   */
  public void follow(LogConsumer<?> consumer) {
    FollowerStore cursors = FollowerStore.ofLog(dialect, writer, consumer.name());
    followers.add(new LogFollower(consumer, cursors, ChangedRooms.ofFollower(), threads));
  }

  /** Starts to apply {@code policy} periodically. To be called at most once. */
  public void retain(RetentionPolicy policy, Clock clock) {
    retention.start(policy, clock);
  }

  /** Runs the sweep of {@link #retain} now; returns when it is done. */
  public void sweep() {
    retention.runNow();
  }

  /** Deletes the events that {@code policy} does not keep at {@code now}. */
  public void sweep(RetentionPolicy policy, Instant now) {
    retention.run(policy, now);
  }

  /** Overwrites now what was deleted from the log and its search index; returns when it is done. */
  public void erase() {
    erasure.run();
    index.erasure().run();
  }

  /** Commits queued changes and closes the store; later calls fail. */
  @Override
  public void close() {
    retention.close();
    followers.close();
    erasure.close();
    writer.close();
    index.close();
    pool.close();
    overwriter.close();
    dialect.close();
  }
}
