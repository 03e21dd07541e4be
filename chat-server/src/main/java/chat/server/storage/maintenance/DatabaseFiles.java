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

/** Ways to the database file of a data directory beside its server. Stateless. */
final class DatabaseFiles {
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private DatabaseFiles() {}

  /**
   * A session that reads what is there now; a server may go on writing.
   *
   * @throws IOException if there is no store
   */
  static SqlSession read(Path directory) throws IOException, SQLException {
    return open(directory, 1);
  }

  /**
   * The same of a store whose every table is as this version has it.
   *
   * @throws IOException if there is no store, or one of an earlier form
   */
  static SqlSession readLatest(Path directory) throws IOException, SQLException {
    return open(directory, Migrations.latest("sqlite"));
  }

  private static SqlSession open(Path directory, int earliest) throws IOException, SQLException {
    Path file = SqliteDialect.fileIn(directory);
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no chat in " + directory);
    }
    NativeLibrary.place(directory);
    SqlSession session = new SqlSession(config().createConnection("jdbc:sqlite:" + file));
    try {
      int form = requireStore(session, directory);
      if (form < earliest) {
        throw new IOException(
            directory
                + " has form "
                + form
                + ": start a server on it once, which brings it to "
                + earliest);
      }
    } catch (IOException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /** Takes the file as it is, and what has to be sorted need not fit memory. */
  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.FILE);
    return config;
  }

  /**
   * Makes sure that a database is a store of a form that this version knows.
   *
   * @return the number of its form
   * @throws IOException if it is not
   */
  static int requireStore(SqlSession session, Path path) throws IOException {
    Optional<Integer> version;
    try {
      version = session.first("SELECT max(version) FROM schema_version", row -> row.getInt(1));
    } catch (SQLException e) {
      throw new IOException(path + " holds no chat: " + e.getMessage(), e);
    }
    int latest = Migrations.latest("sqlite");
    if (version.orElse(0) < 1 || version.orElse(0) > latest) {
      throw new IOException(
          path + " has form " + version.orElse(0) + "; this version knows 1 to " + latest);
    }
    return version.orElseThrow();
  }
}
