package chat.server.storage.migration;

import chat.server.storage.PostgresServer;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import java.io.IOException;

final class PostgresMigrationsTest extends MigrationsContract {
  @Override
  protected Dialect dialect() throws Exception {
    return PostgresDialect.at(PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow());
  }

  @Override
  protected SqlStore open(Dialect dialect) throws IOException {
    return SqlStore.open(
        (PostgresDialect) dialect,
        failure -> {
          throw new AssertionError(failure);
        });
  }
}
