package chat.server.storage;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Stages.done;

import chat.core.model.RoomRecord;
import chat.core.port.Store;
import chat.server.storage.sql.SqliteDialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens SQLite stores for a test and closes them after it. Confined to the test's thread. */
public final class OpenStores implements AutoCloseable {
  private final Path folder;
  private final List<SqlStore> open = new ArrayList<>();

  public OpenStores(Path folder) {
    this.folder = folder;
  }

  /** A store in a directory of its own. */
  public Store next() {
    SqlStore store = open(folder.resolve("store" + open.size()));
    return new Store(store.log(), store.directory());
  }

  /** The store that was opened last. */
  SqlStore last() {
    return open.get(open.size() - 1);
  }

  public SqlStore open(Path directory) {
    try {
      SqlStore store =
          SqlStore.open(
              SqliteDialect.in(directory),
              failure -> {
                throw new AssertionError(failure);
              });
      open.add(store);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new store with a public room, whose members are Ada and Bob. */
  SqlStore openWith(RoomRecord room, Path directory) {
    SqlStore store = open(directory);
    done(store.directory().addUser(ADA, AT));
    done(store.directory().addUser(BOB, AT));
    done(store.directory().addRoom(room, List.of(ADA.id(), BOB.id())));
    return store;
  }

  public void close(SqlStore store) {
    open.remove(store);
    store.close();
  }

  @Override
  public void close() {
    open.forEach(SqlStore::close);
  }
}
