package chat.server.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.sqlite.ProgressHandler;

/** Reports the progress of a long SQLite statement. Stateless. */
public final class StatementProgress {
  /**
   * Some milliseconds of work of the virtual machine, so that the callback costs nothing
   * noticeable.
   */
  private static final int STEPS_PER_REPORT = 200_000;

  private StatementProgress() {}

  /** Calls {@code progress} periodically while statements run on {@code connection}. */
  public static void watch(Connection connection, Progress progress, Supplier<String> state)
      throws SQLException {
    ProgressHandler.setHandler(
        connection,
        STEPS_PER_REPORT,
        new ProgressHandler() {
          @Override
          protected int progress() {
            progress.at(state);
            return 0;
          }
        });
  }
}
