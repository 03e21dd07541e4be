package chat.core.memory;

import chat.core.port.MessageSearch;
import chat.core.port.MessageSearchContract;
import chat.core.port.Store;
import java.util.Random;

final class MemorySearchTest extends MessageSearchContract {
  private final MemoryStore store = new MemoryStore(new Random(1));

  @Override
  protected Store store() {
    return new Store(store.log(), store.directory());
  }

  @Override
  protected MessageSearch search() {
    return store.search();
  }
}
