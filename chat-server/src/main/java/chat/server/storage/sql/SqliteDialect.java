package chat.server.storage.sql;

import chat.server.file.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite in a file of the data directory, with a write-ahead log that every commit syncs. Only the
 * owner can access the directory, and only one process at a time. Thread-safe.
 */
public final class SqliteDialect implements Dialect {
  /** Older engines can corrupt a database whose write-ahead log is reset while it is read. */
  static final String OLDEST_ENGINE = "3.51.3";

  /**
   * The server has one writer, so only another program can hold the lock. A room is not read while
   * its messages wait, so the wait must be short; clients retry after a failure.
   */
  private static final int WRITER_BUSY_TIMEOUT_MILLIS = 2_000;

  /** After a failed sync it is unknown which writes are on the disk. */
  private static final Set<SQLiteErrorCode> SYNC =
      EnumSet.of(SQLiteErrorCode.SQLITE_IOERR_FSYNC, SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC);

  /**
   * The index of the write-ahead log, which is not synced, could not grow: the disk is full. A
   * transaction that reached the log in spite of that is overwritten by the next.
   */
  private static final Set<SQLiteErrorCode> INDEX =
      EnumSet.of(
          SQLiteErrorCode.SQLITE_IOERR_SHMOPEN,
          SQLiteErrorCode.SQLITE_IOERR_SHMSIZE,
          SQLiteErrorCode.SQLITE_IOERR_SHMMAP,
          SQLiteErrorCode.SQLITE_IOERR_SHMLOCK);

  /** In pages of 1 KiB: enough for the inner nodes of every index of some million messages. */
  private static final int CACHE_KIBIBYTES = 32 * 1_024;

  private final Path file;
  private final DirectoryLock lock;

  private SqliteDialect(Path file, DirectoryLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Opens the database of a data directory; both are created if they are missing.
   *
   * @throws IOException if the directory cannot be used, another process uses it, or the engine is
   *     too old
   */
  public static SqliteDialect in(Path directory) throws IOException {
    DirectoryLock lock = DirectoryLock.take(directory);
    NativeLibrary.place(directory);
    SqliteDialect database = new SqliteDialect(fileIn(directory), lock);
    database.createFile();
    database.checkEngine();
    return database;
  }

  /** The path of the database in a data directory. */
  public static Path fileIn(Path directory) {
    return directory.resolve("chat.db");
  }

  /**
   * Creates the file for the owner only: SQLite would use the umask, and its other files get the
   * permissions of this one.
   */
  private void createFile() throws IOException {
    try {
      OwnerOnly.makeFile(file);
    } catch (IOException e) {
      close();
      throw e;
    }
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
      throw new IOException(file + " is not a usable database: " + e.getMessage(), e);
    }
  }

  static int[] numbers(String version) {
    return Pattern.compile("\\.").splitAsStream(version).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public String dialect() {
    return "sqlite";
  }

  @Override
  public Connection connectToWrite() throws SQLException {
    SQLiteConfig config = config();
    config.setBusyTimeout(WRITER_BUSY_TIMEOUT_MILLIS);
    return connect(config);
  }

  @Override
  public Connection connectToRead() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return connect(config);
  }

  private static SQLiteConfig config() {
    return SqliteConfigs.of(SQLiteConfig.SynchronousMode.FULL, CACHE_KIBIBYTES);
  }

  private Connection connect(SQLiteConfig config) throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint=0"); // see WalCheckpointer
      statement.execute("PRAGMA secure_delete=ON"); // overwrites what is deleted
    }
    return connection;
  }

  /** The file of the database. */
  public Path file() {
    return file;
  }

  @Override
  public String rowLock() {
    return ""; // there is only one writer
  }

  /**
   * Takes the write lock by an update that changes no row, before anything is read, because SQLite
   * waits for the lock only then. BEGIN IMMEDIATE is no alternative: the driver begins a
   * transaction as soon as the previous one has ended, so that between transactions the server
   * would pin the log at its state before the last checkpoint, and the log could never restart.
   */
  @Override
  public void beginWrite(SqlSession session) throws SQLException {
    session.update("UPDATE schema_version SET version = version WHERE version < 0");
  }

  /**
   * Even with {@code secure_delete}, a page that is filled anew keeps old bytes between its cells.
   */
  @Override
  public boolean leavesCopies() {
    return true;
  }

  @Override
  public FailureScope blame(SQLException failure, boolean atCommit) {
    SQLiteErrorCode code =
        failure instanceof SQLiteException known
            ? known.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    if (SYNC.contains(code)) {
      return FailureScope.DISK;
    }
    return switch (primary(code)) {
      case SQLITE_IOERR ->
          atCommit && !INDEX.contains(code) ? FailureScope.DISK : FailureScope.DATABASE;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> atCommit ? FailureScope.DISK : FailureScope.DATABASE;
      case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_ERROR ->
          FailureScope.CHANGE;
      default -> FailureScope.DATABASE; // full, locked by another program, out of memory
    };
  }

  private static SQLiteErrorCode primary(SQLiteErrorCode code) {
    return SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }

  @Override
  public void close() {
    lock.close();
  }
}
