package chat.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/** Ways to the database file of a data directory beside its server. Stateless. */
final class StoreFile {
  /** Some milliseconds of the engine's work, so that asking costs nothing. */
  private static final int STEPS_PER_LOOK = 200_000;

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private StoreFile() {}

  /**
   * A session that reads what is there now; a server may go on writing.
   *
   * @throws IOException if there is no store
   */
  static Session read(Path directory) throws IOException, SQLException {
    Path file = SqliteDatabase.fileIn(directory);
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no chat in " + directory);
    }
    Session session = new Session(config().createConnection("jdbc:sqlite:" + file));
    try {
      requireStore(session, directory);
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
   * @throws IOException if it is not
   */
  static void requireStore(Session session, Path path) throws IOException {
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
  }

  /** Tells {@code progress} of one long statement from inside the engine. */
  static void watch(Connection connection, Progress progress, Supplier<String> state)
      throws SQLException {
    ProgressHandler.setHandler(
        connection,
        STEPS_PER_LOOK,
        new ProgressHandler() {
          @Override
          protected int progress() {
            progress.at(state);
            return 0;
          }
        });
  }
}
