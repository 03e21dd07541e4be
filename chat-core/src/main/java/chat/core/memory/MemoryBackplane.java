package chat.core.memory;

import chat.core.event.RoomEvent;
import chat.core.port.Backplane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Connects several chats of one process that share a store, as nodes are connected. Thread-safe.
 */
public final class MemoryBackplane {
  private final List<Node> nodes = new CopyOnWriteArrayList<>();

  /** A backplane without nodes. */
  public MemoryBackplane() {}

  /** A further node's end. */
  public Backplane node() {
    return new Node();
  }

  private final class Node implements Backplane {
    private volatile Receiver receiver;

    @Override
    public void publish(List<RoomEvent> events) {
      for (Node node : nodes) {
        if (node != this) {
          node.receiver.receive(events);
        }
      }
    }

    @Override
    public void start(Receiver mine) {
      receiver = mine;
      nodes.add(this);
    }
  }
}
