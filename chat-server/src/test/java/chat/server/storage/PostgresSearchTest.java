package chat.server.storage;

import chat.core.port.MessageSearch;
import chat.core.port.MessageSearchContract;
import chat.core.port.Store;
import org.junit.jupiter.api.AfterEach;

final class PostgresSearchTest extends MessageSearchContract {
  private final PostgresStores stores = new PostgresStores();

  @Override
  protected Store store() {
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
