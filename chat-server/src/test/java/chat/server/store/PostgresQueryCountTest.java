package chat.server.store;

import java.io.IOException;
import java.sql.SQLException;

final class PostgresQueryCountTest extends QueryCountContract {
  @Override
  Database database() throws IOException {
    try {
      return PostgresDatabase.at(PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow());
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
