package chat.server.storage;

import chat.server.account.service.AccountStoresContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteAccountStoresTest extends AccountStoresContract {
  @TempDir Path folder;
  private OpenStores stores;

  @Override
  protected Opened open() {
    stores = new OpenStores(folder);
    SqlStore store = stores.open(folder.resolve("store"));
    return new Opened(store.accounts(), store.directory());
  }

  @AfterEach
  void close() {
    stores.close();
  }
}
