package chat.server.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteQueryCountTest extends QueryCountContract {
  @TempDir Path folder;

  @Override
  Database database() throws IOException {
    return SqliteDatabase.in(folder);
  }
}
