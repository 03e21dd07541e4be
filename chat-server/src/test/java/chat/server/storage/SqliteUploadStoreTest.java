package chat.server.storage;

import chat.core.file.BoundFilesContract;
import chat.core.file.UploadStore;
import chat.core.port.Samples;
import chat.core.port.Store;
import chat.server.storage.log.RetentionPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteUploadStoreTest extends BoundFilesContract {
  @TempDir Path folder;
  private OpenStores stores;

  @Override
  protected Store openStore() {
    stores = new OpenStores(folder);
    return stores.next();
  }

  @Override
  protected UploadStore uploadsOf() {
    return stores.last().uploads();
  }

  @Override
  protected void retain() {
    stores.last().sweep(new RetentionPolicy(0, KEPT), Samples.AT);
  }

  @AfterEach
  void close() {
    stores.close();
  }
}
