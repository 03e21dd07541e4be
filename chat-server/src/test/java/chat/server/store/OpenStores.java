package chat.server.store;

import chat.core.port.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens SQLite stores for a test and closes them after it. Confined to the test's thread. */
final class OpenStores implements AutoCloseable {
  private final Path folder;
  private final List<SqlStore> open = new ArrayList<>();

  OpenStores(Path folder) {
    this.folder = folder;
  }

  /** A store in a directory of its own. */
  Store next() {
    SqlStore store = open(folder.resolve("store" + open.size()));
    return new Store(store.log(), store.directory());
  }

  /** The one opened last. */
  SqlStore last() {
    return open.get(open.size() - 1);
  }

  SqlStore open(Path directory) {
    try {
      SqlStore store =
          SqlStore.open(
              SqliteDatabase.in(directory),
              failure -> {
                throw new AssertionError(failure);
              });
      open.add(store);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close(SqlStore store) {
    open.remove(store);
    store.close();
  }

  @Override
  public void close() {
    open.forEach(SqlStore::close);
  }
}
