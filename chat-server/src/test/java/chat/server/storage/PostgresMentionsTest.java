package chat.server.storage;

import chat.core.port.MentionsContract;
import chat.core.port.Samples;
import chat.core.port.Store;
import chat.server.storage.log.RetentionPolicy;
import org.junit.jupiter.api.AfterEach;

final class PostgresMentionsTest extends MentionsContract {
  private final PostgresStores stores = new PostgresStores();

  @Override
  protected Store store() {
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
