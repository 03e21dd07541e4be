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
 * Connects several chats of one process that share a store, as nodes are connected. A notice is
 * brought on the thread that publishes it, so nothing is held. Thread-safe.
 */
public final class MemoryBackplane {
  private final List<Node> nodes = new CopyOnWriteArrayList<>();

  /** A backplane without nodes. */
  public MemoryBackplane() {}

  /** A further node's end, connected. */
  public Node node() {
    return new Node();
  }

  /** One node's end. Thread-safe. */
  public final class Node implements Backplane {
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    private volatile Receiver receiver;
    private volatile boolean isCut;
    private final AtomicBoolean hasLost = new AtomicBoolean(); // of what it published

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
          reset(); // it was connected again in between
        }
        return;
      }
      for (Node node : nodes) {
        if (node != this && !node.isCut && node.topics.contains(topic)) {
          node.receiver.receive(topic, notice);
        }
      }
    }

    /**
     * Cuts the node off, as a network does: what it or others publish is lost to the other side.
     */
    public void disconnect() {
      isCut = true;
    }

    /** Connects it again, and makes known that something was lost, in both directions. */
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
