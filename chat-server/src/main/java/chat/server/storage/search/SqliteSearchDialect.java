package chat.server.storage.search;

import chat.server.file.OwnerOnly;
import chat.server.storage.migration.Migrations;
import chat.server.storage.sql.FailureScope;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * A search index in a separate SQLite file, so that the log's writer never waits for it. It is not
 * synced: after a crash, lost entries are indexed again. Thread-safe.
 */
final class SqliteSearchDialect implements SearchDialect {
  /** The file name, in the folder of the log. */
  static final String FILE = "search.db";

  private static final Logger LOG = LoggerFactory.getLogger(SqliteSearchDialect.class);
  private static final int CACHE_KIBIBYTES = 16 * 1_024;

  private final Path log;
  private final Path file;

  /**
   * @param log the file of the log
   * @param file the file of the index
   */
  SqliteSearchDialect(Path log, Path file) {
    this.log = log;
    this.file = file;
  }

  @Override
  public String dialect() {
    return "sqlite-search";
  }

  @Override
  public WordIndex words() {
    return new SqliteWordIndex();
  }

  @Override
  public Overwriter overwriter() {
    return new SqliteIndexErasure(this);
  }

  @Override
  public boolean isOverwriteDue() throws SQLException {
    try (SqlSession session = new SqlSession(connectToWrite())) {
      return SqliteIndexErasure.isDue(session);
    }
  }

  @Override
  public void prepare() throws SQLException {
    try {
      migrate();
    } catch (SQLException e) {
      if (!discardIfDamaged(e)) {
        throw e;
      }
      LOG.warn("The search index was damaged and is rebuilt");
      migrate();
    }
  }

  private void migrate() throws SQLException {
    try {
      OwnerOnly.makeFile(file);
    } catch (IOException e) {
      throw new SQLException("cannot create the file of the search index: " + e, e);
    }
    try (SqlSession session = new SqlSession(connectToWrite())) {
      Migrations.apply(session, dialect());
    }
  }

  @Override
  public boolean discardIfDamaged(SQLException failure) {
    int code = failure.getErrorCode() & 0xff;
    if (code != SQLiteErrorCode.SQLITE_CORRUPT.code && code != SQLiteErrorCode.SQLITE_NOTADB.code) {
      return false;
    }
    try {
      for (String end : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
      }
      return true;
    } catch (IOException e) {
      LOG.warn("The search index is damaged and cannot be deleted: {}", e.toString());
      return false;
    }
  }

  @Override
  public Connection connectToWrite() throws SQLException {
    Connection connection = config().createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA secure_delete=ON"); // overwrites what is deleted
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection connectToRead() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS log")) {
      attach.setString(1, log.toString());
      attach.execute();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static SQLiteConfig config() {
    return SqliteConfigs.of(SQLiteConfig.SynchronousMode.NORMAL, CACHE_KIBIBYTES);
  }

  /** Takes the write lock before anything is read, as for the log. */
  @Override
  public void beginWrite(SqlSession session) throws SQLException {
    session.update("UPDATE search_version SET version = version WHERE version < 0");
  }

  @Override
  public String rowLock() {
    return "";
  }

  @Override
  public FailureScope blame(SQLException failure, boolean atCommit) {
    return FailureScope.DATABASE; // the index can be rebuilt
  }

  @Override
  public void close() {
    // connections are closed by their users
  }
}
