package chat.core.memory;

import chat.core.port.FollowStoreContract;
import chat.core.port.Store;
import java.util.Random;

final class MemoryFollowStoreTest extends FollowStoreContract {
  @Override
  protected Store store() {
    MemoryStore store = new MemoryStore(new Random(1), KEPT);
    return new Store(store.log(), store.directory());
  }
}
