package chat.server.storage.migration;

import chat.server.storage.PostgresServer;
import chat.server.storage.SqlStore;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import java.io.IOException;
import java.sql.SQLException;

final class PostgresMigrationKillTest extends MigrationKillContract {
  @Override
  int messages() {
    return 20_000;
  }

  @Override
  String newPlace() throws IOException, SQLException, InterruptedException {
    return PostgresServer.freshUrl();
  }

  @Override
  Dialect database(String place) throws IOException {
    return PostgresDialect.at(PostgresUrl.parse(place).orElseThrow());
  }

  @Override
  SqlStore open(Dialect dialect) throws IOException {
    return SqlStore.open(
        (PostgresDialect) dialect,
        failure -> {
          throw new AssertionError(failure);
        });
  }
}
