package chat.server.storage;

import chat.server.account.service.AccountStoresContract;
import org.junit.jupiter.api.AfterEach;

final class PostgresAccountStoresTest extends AccountStoresContract {
  private final PostgresStores stores = new PostgresStores();

  @Override
  protected Opened open() {
    SqlStore store = stores.open();
    return new Opened(store.accounts(), store.directory());
  }

  @AfterEach
  void close() {
    stores.close();
  }
}
