package chat.core.memory;

import chat.core.port.DirectoryContract;
import chat.core.port.Store;
import java.util.Random;

final class MemoryDirectoryTest extends DirectoryContract {
  @Override
  protected Store store() {
    MemoryStore store = new MemoryStore(new Random(1));
    return new Store(store.log(), store.directory());
  }
}
