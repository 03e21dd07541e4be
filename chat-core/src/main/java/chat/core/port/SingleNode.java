package chat.core.port;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The backplane of a chat with a single node, which does nothing. Stateless. */
enum SingleNode implements Backplane {
  INSTANCE;

  @Override
  public void start(Receiver receiver) {
    // no other node publishes
  }

  @Override
  public CompletionStage<Void> subscribe(Topic topic) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void unsubscribe(Topic topic) {
    // nothing was subscribed to
  }

  @Override
  public void publish(Topic topic, Notice notice) {
    // there is no other node
  }

  @Override
  public boolean hasPeers() {
    return false;
  }
}
