package chat.server.storage;

import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import java.io.IOException;
import java.sql.SQLException;

final class PostgresQueryCountTest extends QueryCountContract {
  @Override
  Dialect dialect() throws IOException {
    try {
      return PostgresDialect.at(PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow());
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
