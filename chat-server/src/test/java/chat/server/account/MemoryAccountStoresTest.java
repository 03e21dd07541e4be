package chat.server.account;

import chat.core.memory.MemoryStore;
import chat.core.port.Directory;
import java.util.Random;

final class MemoryAccountStoresTest extends AccountStoresContract {
  @Override
  protected Opened open() {
    Directory directory = new MemoryStore(new Random(1)).directory();
    return new Opened(AccountStores.inMemory(directory), directory);
  }
}
