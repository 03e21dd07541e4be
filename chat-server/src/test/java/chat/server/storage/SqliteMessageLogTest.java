package chat.server.storage;

import chat.core.port.MessageLogContract;
import chat.core.port.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMessageLogTest extends MessageLogContract {
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
