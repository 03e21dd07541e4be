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

final class SqliteMigrationKillTest extends MigrationKillContract {
  @TempDir Path folder;

  @Override
  int messages() {
    return 200_000;
  }

  @Override
  String newPlace() {
    return folder.resolve("data").toString();
  }

  @Override
  Dialect database(String place) throws IOException {
    return SqliteDialect.in(Path.of(place));
  }

  @Override
  SqlStore open(Dialect dialect) throws IOException {
    return SqlStore.open(
        (SqliteDialect) dialect,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  @Override
  void inspect(String place) throws IOException {
    List<String> faults = new ArrayList<>();
    IntegrityCheck.run(Path.of(place), faults::add, state -> {});
    faults.removeIf(SqliteMigrationsTest::isOfBytes);
    assertEquals(List.of(), faults);
  }
}
