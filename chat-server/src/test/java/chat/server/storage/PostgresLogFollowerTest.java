package chat.server.storage;

import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;

final class PostgresLogFollowerTest extends LogFollowerContract {
  private PostgresUrl url;

  @Override
  Dialect dialect() throws IOException, SQLException, InterruptedException {
    if (url == null) {
      url = PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow();
    }
    return PostgresDialect.at(url);
  }

  @Override
  SqlStore open(Dialect dialect, Consumer<Throwable> fatal) throws IOException {
    return SqlStore.open((PostgresDialect) dialect, fatal);
  }

  @Override
  Dialect again() throws IOException, SQLException, InterruptedException {
    return dialect();
  }
}
