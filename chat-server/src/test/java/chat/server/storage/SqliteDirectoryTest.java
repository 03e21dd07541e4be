package chat.server.storage;

import chat.core.port.DirectoryContract;
import chat.core.port.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDirectoryTest extends DirectoryContract {
  @TempDir Path folder;
  private OpenStores stores;

  @Override
  protected Store store() {
    stores = stores == null ? new OpenStores(folder) : stores;
    return stores.next();
  }

  @AfterEach
  void close() {
    stores.close();
  }
}
