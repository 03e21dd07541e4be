package chat.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite in a file of the data directory: a write-ahead log, synced by every commit. The directory
 * is the owner's alone, and one process's at a time. Thread-safe.
 */
public final class SqliteDatabase implements Database {
  /** Older engines can corrupt a database whose write-ahead log is reset while it is read. */
  static final String OLDEST_ENGINE = "3.51.3";

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** In pages of 1 KiB: enough for the inner nodes of every index of some million messages. */
  private static final int CACHE_KIBIBYTES = 32 * 1_024;

  private final Path file;
  private final DirectoryLock lock;

  private SqliteDatabase(Path file, DirectoryLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Opens the database of a data directory; both are made when they are missing.
   *
   * @throws IOException if the directory cannot be used, another process uses it, or the engine is
   *     too old
   */
  public static SqliteDatabase in(Path directory) throws IOException {
    DirectoryLock lock = DirectoryLock.take(directory);
    SqliteDatabase database = new SqliteDatabase(fileIn(directory), lock);
    database.checkEngine();
    return database;
  }

  /** Where a data directory has its database. */
  static Path fileIn(Path directory) {
    return directory.resolve("chat.db");
  }

  private void checkEngine() throws IOException {
    try (Connection connection = connectToWrite();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
      String version = row.next() ? row.getString(1) : "0";
      if (Arrays.compare(numbers(version), numbers(OLDEST_ENGINE)) < 0) {
        close();
        throw new IOException("SQLite " + version + " is older than " + OLDEST_ENGINE);
      }
    } catch (SQLException e) {
      close();
      throw new IOException(file + " is no database that can be used: " + e.getMessage(), e);
    }
  }

  static int[] numbers(String version) {
    return Pattern.compile("\\.").splitAsStream(version).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public String dialect() {
    return "sqlite";
  }

  /**
   * Its transactions begin with their first statement, which nobody else can overtake since there
   * is one writer. The driver begins each right after the commit before: one that took its lock
   * then would hold on to that state of the log, which could never begin anew.
   */
  @Override
  public Connection connectToWrite() throws SQLException {
    SQLiteConfig config = config();
    config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    return connect(config);
  }

  @Override
  public Connection connectToRead() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return connect(config);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setGetGeneratedKeys(false); // nobody asks, and every change would run a query for them
    return config;
  }

  private Connection connect(SQLiteConfig config) throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint=0"); // see Checkpoints
    }
    return connection;
  }

  @Override
  public String rowLock() {
    return ""; // whoever may write is alone
  }

  @Override
  public boolean isFatal(SQLException failure) {
    int code = failure.getErrorCode() & 0xff;
    return code == SQLiteErrorCode.SQLITE_IOERR.code
        || code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  @Override
  public void close() {
    lock.close();
  }
}
