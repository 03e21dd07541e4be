package chat.server.storage.maintenance;

import chat.server.storage.migration.Migrations;
import chat.server.storage.sql.NativeLibrary;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** Opens the database of a data directory for reading, independently of the server. Stateless. */
final class DatabaseFiles {
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private DatabaseFiles() {}

  /**
   * Opens a read-only session; a server may continue to write.
   *
   * @throws IOException if there is no database, or it is not a store
   */
  static SqlSession read(Path directory) throws IOException, SQLException {
    return open(directory, 1);
  }

  /**
   * Like {@link #read}, for a store with the schema of this version.
   *
   * @throws IOException if there is no store, or its schema is older
   */
  static SqlSession readLatest(Path directory) throws IOException, SQLException {
    return open(directory, Migrations.latest("sqlite"));
  }

  private static SqlSession open(Path directory, int earliest) throws IOException, SQLException {
    Path file = SqliteDialect.fileIn(directory);
    if (!Files.isRegularFile(file)) {
      throw new IOException("no chat database in " + directory);
    }
    NativeLibrary.place(directory);
    SqlSession session = new SqlSession(config().createConnection("jdbc:sqlite:" + file));
    try {
      int version = requireStore(session, directory);
      if (version < earliest) {
        throw new IOException(
            directory
                + " has schema version "
                + version
                + "; start a server on it once to migrate it to version "
                + earliest);
      }
    } catch (IOException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /** Opens a copy of a database that no other program uses, read-only. */
  static SqlSession readFile(Path file) throws SQLException {
    return new SqlSession(config().createConnection("jdbc:sqlite:" + file));
  }

  /** Read-only, with temporary data in files, so that sorting needs no memory in proportion. */
  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.FILE);
    return config;
  }

  /**
   * Requires that a database is a store with a schema that this version supports.
   *
   * @return its schema version
   * @throws IOException if it is not
   */
  static int requireStore(SqlSession session, Path path) throws IOException {
    Optional<Integer> version;
    try {
      version = session.first("SELECT max(version) FROM schema_version", row -> row.getInt(1));
    } catch (SQLException e) {
      throw new IOException(path + " is not a chat database: " + e.getMessage(), e);
    }
    int latest = Migrations.latest("sqlite");
    if (version.orElse(0) < 1 || version.orElse(0) > latest) {
      throw new IOException(
          path
              + " has schema version "
              + version.orElse(0)
              + "; this server supports 1 to "
              + latest);
    }
    return version.orElseThrow();
  }
}
