package chat.server.account;

import chat.core.memory.MemoryStore;
import chat.core.port.Directory;
import chat.server.account.service.AccountStores;
import chat.server.account.service.AccountStoresContract;
import java.util.Random;

final class MemoryAccountStoresTest extends AccountStoresContract {
  @Override
  protected Opened open() {
    Directory directory = new MemoryStore(new Random(1)).directory();
    return new Opened(AccountStores.inMemory(directory), directory);
  }
}
