package chat.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMigrationsTest extends MigrationsContract {
  @TempDir Path folder;
  private int databases;

  @Override
  protected Database database() throws IOException {
    return SqliteDatabase.in(folder.resolve("data" + ++databases));
  }

  @Override
  protected SqlStore open(Database database) throws IOException {
    return SqlStore.open(
        (SqliteDatabase) database,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  @Override
  protected void inspect(Database database) throws IOException {
    List<String> faults = new ArrayList<>();
    StoreCheck.run(folder.resolve("data" + databases), faults::add, state -> {});
    assertEquals(List.of(), faults);
  }
}
