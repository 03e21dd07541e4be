package chat.server.storage;

import chat.core.port.Store;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Opens PostgreSQL stores for a test and closes them after it. Confined to the test's thread. */
final class PostgresStores implements AutoCloseable {
  private final List<SqlStore> open = new ArrayList<>();

  /** A store in a schema of its own. */
  Store next() {
    SqlStore store = open();
    return new Store(store.log(), store.directory());
  }

  SqlStore open() {
    return open(freshUrl());
  }

  /** Two stores on one schema, like those of two servers. */
  List<SqlStore> openTwice() {
    PostgresUrl url = freshUrl();
    return List.of(open(url), open(url));
  }

  /** Finds a server, or skips the test. */
  private static PostgresUrl freshUrl() {
    try {
      return PostgresUrl.parse(PostgresServer.freshUrl()).orElseThrow();
    } catch (IOException | SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private SqlStore open(PostgresUrl url) {
    try {
      SqlStore store =
          SqlStore.open(
              PostgresDialect.at(url),
              failure -> {
                throw new AssertionError(failure);
              });
      open.add(store);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The store that was opened last. */
  SqlStore last() {
    return open.get(open.size() - 1);
  }

  @Override
  public void close() {
    open.forEach(SqlStore::close);
  }
}
