package chat.server.storage;

import chat.core.file.BoundFilesContract;
import chat.core.file.UploadStore;
import chat.core.port.Samples;
import chat.core.port.Store;
import chat.server.storage.log.RetentionPolicy;
import org.junit.jupiter.api.AfterEach;

final class PostgresUploadStoreTest extends BoundFilesContract {
  private final PostgresStores stores = new PostgresStores();

  @Override
  protected Store openStore() {
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
