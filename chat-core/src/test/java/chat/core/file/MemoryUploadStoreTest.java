package chat.core.file;

import chat.core.memory.MemoryStore;
import chat.core.port.Store;
import java.util.Random;

final class MemoryUploadStoreTest extends BoundFilesContract {
  private MemoryStore store;

  @Override
  protected Store openStore() {
    store = new MemoryStore(new Random(1), KEPT);
    return new Store(store.log(), store.directory());
  }

  @Override
  protected UploadStore uploadsOf() {
    return store.uploadStore();
  }
}
