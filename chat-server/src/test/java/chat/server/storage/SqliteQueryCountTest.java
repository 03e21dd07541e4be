package chat.server.storage;

import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteQueryCountTest extends QueryCountContract {
  @TempDir Path folder;

  @Override
  Dialect dialect() throws IOException {
    return SqliteDialect.in(folder);
  }
}
