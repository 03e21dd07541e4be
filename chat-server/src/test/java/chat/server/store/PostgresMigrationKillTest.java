package chat.server.store;

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
  Database database(String place) throws IOException {
    return PostgresDatabase.at(PostgresUrl.parse(place).orElseThrow());
  }

  @Override
  SqlStore open(Database database) throws IOException {
    return SqlStore.open(
        (PostgresDatabase) database,
        failure -> {
          throw new AssertionError(failure);
        });
  }
}
