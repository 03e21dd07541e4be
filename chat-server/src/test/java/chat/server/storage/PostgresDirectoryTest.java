package chat.server.storage;

import chat.core.port.DirectoryContract;
import chat.core.port.Store;
import org.junit.jupiter.api.AfterEach;

final class PostgresDirectoryTest extends DirectoryContract {
  private final PostgresStores stores = new PostgresStores();

  @Override
  protected Store store() {
    return stores.next();
  }

  @AfterEach
  void close() {
    stores.close();
  }
}
