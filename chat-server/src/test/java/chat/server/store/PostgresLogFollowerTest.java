package chat.server.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;

final class PostgresLogFollowerTest extends LogFollowerContract {
  private PostgresUrl url;

  @Override
  Database database() throws IOException, SQLException, InterruptedException {
    if (url == null) {
      url = PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow();
    }
    return PostgresDatabase.at(url);
  }

  @Override
  SqlStore open(Database database, Consumer<Throwable> fatal) throws IOException {
    return SqlStore.open((PostgresDatabase) database, fatal);
  }

  @Override
  Database again() throws IOException, SQLException, InterruptedException {
    return database();
  }
}
