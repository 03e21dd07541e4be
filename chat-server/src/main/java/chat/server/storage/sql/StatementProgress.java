package chat.server.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.sqlite.ProgressHandler;

/** Reports from inside SQLite how far a long statement is. Stateless. */
public final class StatementProgress {
  /** Some milliseconds of the engine's work, so that asking costs nothing. */
  private static final int STEPS_PER_LOOK = 200_000;

  private StatementProgress() {}

  /** Tells {@code progress} of one long statement from inside the engine. */
  public static void watch(Connection connection, Progress progress, Supplier<String> state)
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
