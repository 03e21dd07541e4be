package chat.server.storage.migration;

import chat.server.storage.PostgresServer;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import java.io.IOException;

final class PostgresMigrationsTest extends MigrationsContract {
  @Override
  protected Dialect database() throws Exception {
    return PostgresDialect.at(PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow());
  }

  @Override
  protected SqlStore open(Dialect database) throws IOException {
    return SqlStore.open(
        (PostgresDialect) database,
        failure -> {
          throw new AssertionError(failure);
        });
  }
}
