package chat.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  Database database(String place) throws IOException {
    return SqliteDatabase.in(Path.of(place));
  }

  @Override
  SqlStore open(Database database) throws IOException {
    return SqlStore.open(
        (SqliteDatabase) database,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  @Override
  void inspect(String place) throws IOException {
    List<String> faults = new ArrayList<>();
    StoreCheck.run(Path.of(place), faults::add, state -> {});
    assertEquals(List.of(), faults);
  }
}
