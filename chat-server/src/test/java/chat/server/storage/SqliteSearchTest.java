package chat.server.storage;

import chat.core.port.MessageSearch;
import chat.core.port.MessageSearchContract;
import chat.core.port.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSearchTest extends MessageSearchContract {
  @TempDir Path folder;
  private OpenStores stores;

  @Override
  protected Store store() {
    stores = stores == null ? new OpenStores(folder) : stores;
    return stores.next();
  }

  @Override
  protected MessageSearch search() {
    return stores.last().search();
  }

  @AfterEach
  void close() {
    stores.close();
  }
}
