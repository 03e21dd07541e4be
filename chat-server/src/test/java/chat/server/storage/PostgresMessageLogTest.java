package chat.server.storage;

import chat.core.port.MessageLogContract;
import chat.core.port.Store;
import org.junit.jupiter.api.AfterEach;

final class PostgresMessageLogTest extends MessageLogContract {
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
