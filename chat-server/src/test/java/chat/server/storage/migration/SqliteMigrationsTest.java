package chat.server.storage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.storage.SqlStore;
import chat.server.storage.maintenance.IntegrityCheck;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMigrationsTest extends MigrationsContract {
  @TempDir Path folder;
  private int databases;

  @Override
  protected Dialect dialect() throws IOException {
    return SqliteDialect.in(folder.resolve("data" + ++databases));
  }

  @Override
  protected SqlStore open(Dialect dialect) throws IOException {
    return SqlStore.open(
        (SqliteDialect) dialect,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  @Override
  protected void inspect(Dialect dialect) throws IOException {
    List<String> faults = new ArrayList<>();
    IntegrityCheck.run(folder.resolve("data" + databases), faults::add, state -> {});
    faults.removeIf(SqliteMigrationsTest::isOfBytes);
    assertEquals(List.of(), faults);
  }

  /** The forms fill databases only: the bytes of the file that a message has are not there. */
  static boolean isOfBytes(String fault) {
    return fault.startsWith("file " + SixteenthForm.BOUND + ": is missing");
  }
}
