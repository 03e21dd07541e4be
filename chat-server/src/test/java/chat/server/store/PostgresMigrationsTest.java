package chat.server.store;

import java.io.IOException;

final class PostgresMigrationsTest extends MigrationsContract {
  @Override
  protected Database database() throws Exception {
    return PostgresDatabase.at(PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow());
  }

  @Override
  protected SqlStore open(Database database) throws IOException {
    return SqlStore.open(
        (PostgresDatabase) database,
        failure -> {
          throw new AssertionError(failure);
        });
  }
}
