package chat.server.storage.migration;

import chat.server.storage.directory.ReservedNames;
import chat.server.storage.directory.RoomLooks;
import chat.server.storage.directory.ThreadFollowers;
import chat.server.storage.sql.Progress;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.StatementProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/**
 * Migrates a database to the schema of this version: numbered steps, forward only, each in one
 * transaction with its entry in the version table. Stateless.
 */
public final class Migrations {
  private static final Pattern STATEMENTS = Pattern.compile(";\\s*\\n");

  /** The part of a step that needs Java, run after its statements in the same transaction. */
  private interface Work {
    void run(SqlSession session, Progress progress) throws SQLException;
  }

  private static final Map<String, Work> AFTERWARDS =
      Map.of(
          "sqlite/2", ReservedNames::fill,
          "postgresql/2", ReservedNames::fill,
          "sqlite/4", RoomLooks::fill,
          "postgresql/4", RoomLooks::fill,
          "sqlite/6", Migrations::fillLooks,
          "postgresql/6", Migrations::fillLooks,
          "sqlite/10", MessageThreads::fill,
          "postgresql/10", MessageThreads::fill,
          "sqlite/13", ThreadFollowers::fill,
          "postgresql/13", ThreadFollowers::fill);

  private Migrations() {}

  /**
   * Applies all missing steps. After an interruption it continues after the last completed step.
   *
   * @throws SQLException if a step fails, or the database has a later version
   */
  public static void apply(SqlSession session, String dialect, Progress progress)
      throws SQLException {
    apply(session, dialect, latest(dialect), progress);
  }

  /** Applies all missing steps without reporting progress. */
  public static void apply(SqlSession session, String dialect) throws SQLException {
    apply(session, dialect, state -> {});
  }

  /** Applies the missing steps up to number {@code last}. */
  public static void apply(SqlSession session, String dialect, int last) throws SQLException {
    apply(session, dialect, last, state -> {});
  }

  private static void apply(SqlSession session, String dialect, int last, Progress progress)
      throws SQLException {
    String done = versions(dialect);
    execute(session, "CREATE TABLE IF NOT EXISTS " + done + " (version INTEGER NOT NULL)");
    int version = session.first("SELECT max(version) FROM " + done, row -> row.getInt(1)).orElse(0);
    session.commit();
    if (version > latest(dialect)) {
      throw new SQLException(
          "the store has schema version "
              + version
              + "; this server supports up to "
              + latest(dialect));
    }
    for (int step = version + 1; step <= last; step++) {
      String name = "step " + step + " of " + last;
      List<String> statements =
          STATEMENTS
              .splitAsStream(read(dialect, step).orElseThrow())
              .filter(statement -> !statement.isBlank())
              .toList();
      for (int i = 0; i < statements.size(); i++) {
        String state = name + ", statement " + (i + 1) + " of " + statements.size();
        run(session, dialect, statements.get(i), () -> progress.at(() -> state));
      }
      AFTERWARDS
          .getOrDefault(dialect + "/" + step, (none, silent) -> {})
          .run(session, state -> progress.at(() -> name + ", " + state.get()));
      session.update("INSERT INTO " + done + " (version) VALUES (?)", step);
      session.commit();
    }
  }

  /**
   * Runs a statement; calls {@code report} before it and, with SQLite, repeatedly while it runs.
   */
  private static void run(SqlSession session, String dialect, String sql, Runnable report)
      throws SQLException {
    report.run();
    if (!dialect.startsWith("sqlite")) {
      execute(session, sql);
      return;
    }
    Connection engine = session.connection().unwrap(SQLiteConnection.class);
    StatementProgress.watch(engine, state -> report.run(), () -> "");
    try {
      execute(session, sql);
    } finally {
      ProgressHandler.clearHandler(engine);
    }
  }

  private static void fillLooks(SqlSession session, Progress progress) throws SQLException {
    ReservedNames.fill(session, progress);
    RoomLooks.fill(session, progress);
  }

  /** The table of completed steps; a search index can share the database of its log. */
  private static String versions(String dialect) {
    return dialect.endsWith("-search") ? "search_version" : "schema_version";
  }

  /** The number of the last step of {@code dialect}. */
  public static int latest(String dialect) {
    int step = 0;
    while (read(dialect, step + 1).isPresent()) {
      step++;
    }
    return step;
  }

  private static void execute(SqlSession session, String sql) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private static Optional<String> read(String dialect, int step) {
    try (InputStream file = Migrations.class.getResourceAsStream(dialect + "/" + step + ".sql")) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
