package chat.core.memory;

import chat.core.port.Backplane;
import chat.core.port.Notice;
import chat.core.port.Topic;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Connects several chats of one process that share a store, as if they were nodes. A notice is
 * delivered on the thread that publishes it, so nothing is queued. Thread-safe.
 */
public final class MemoryBackplane {
  private final List<Node> nodes = new CopyOnWriteArrayList<>();

  /** A backplane without nodes. */
  public MemoryBackplane() {}

  /** Adds a node, which is connected. */
  public Node node() {
    return new Node();
  }

  /** The backplane of one node. Thread-safe. */
  public final class Node implements Backplane {
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    private volatile Receiver receiver;
    private volatile boolean isCut;
    private final AtomicBoolean hasLost =
        new AtomicBoolean(); // whether a published notice was lost

    private Node() {}

    @Override
    public void start(Receiver mine) {
      receiver = mine;
      topics.add(Topic.all());
      nodes.add(this);
    }

    @Override
    public CompletionStage<Void> subscribe(Topic topic) {
      topics.add(topic);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void unsubscribe(Topic topic) {
      topics.remove(topic);
    }

    @Override
    public void publish(Topic topic, Notice notice) {
      if (isCut) {
        hasLost.set(true);
        if (!isCut) {
          reset(); // it was reconnected in between
        }
        return;
      }
      for (Node node : nodes) {
        if (node != this && !node.isCut && node.topics.contains(topic)) {
          node.receiver.receive(topic, notice);
        }
      }
    }

    /** Simulates a network failure: notices from and to this node are lost. */
    public void disconnect() {
      isCut = true;
    }

    /** Reconnects the node, and reports lost notices in both directions. */
    public void reconnect() {
      isCut = false;
      reset();
      receiver.lost();
    }

    private void reset() {
      if (hasLost.compareAndSet(true, false)) {
        publish(Topic.all(), Notice.Reset.RESET);
      }
    }
  }
}
