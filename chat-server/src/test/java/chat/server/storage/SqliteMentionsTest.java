package chat.server.storage;

import chat.core.port.MentionsContract;
import chat.core.port.Samples;
import chat.core.port.Store;
import chat.server.storage.log.RetentionPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMentionsTest extends MentionsContract {
  @TempDir Path folder;
  private OpenStores stores;

  @Override
  protected Store store() {
    stores = stores == null ? new OpenStores(folder) : stores;
    return stores.next();
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
