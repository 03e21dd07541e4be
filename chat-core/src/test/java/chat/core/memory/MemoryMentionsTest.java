package chat.core.memory;

import chat.core.port.MentionsContract;
import chat.core.port.Store;
import java.util.Random;

final class MemoryMentionsTest extends MentionsContract {
  @Override
  protected Store store() {
    MemoryStore store = new MemoryStore(new Random(1), KEPT);
    return new Store(store.log(), store.directory());
  }
}
