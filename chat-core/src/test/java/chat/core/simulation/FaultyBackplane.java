package chat.core.simulation;

import chat.core.memory.MemoryBackplane;
import chat.core.port.Backplane;
import chat.core.port.Notice;
import chat.core.port.Topic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A backplane with faults: it silently loses notices, delays, duplicates and reorders them, and
 * disconnects nodes. Confined to the simulation.
 */
final class FaultyBackplane {
  private final Random random;
  private final MemoryBackplane carrier = new MemoryBackplane();
  private final List<MemoryBackplane.Node> nodes = new ArrayList<>();
  private final Set<MemoryBackplane.Node> cut = new LinkedHashSet<>();
  private final List<Runnable> pending = new ArrayList<>();
  private int lostPercent;
  private int latePercent;
  private int twicePercent;

  FaultyBackplane(Random random) {
    this.random = random;
  }

  /** The backplane of a further node. */
  Backplane node() {
    MemoryBackplane.Node node = carrier.node();
    nodes.add(node);
    return new Faulty(node);
  }

  /** Sets the percentages of notices that are lost, late, and duplicated. */
  void misbehave(int lost, int late, int twice) {
    lostPercent = lost;
    latePercent = late;
    twicePercent = twice;
  }

  boolean isPending() {
    return !pending.isEmpty();
  }

  /** Delivers a random notice in transit. */
  void bringOne() {
    pending.remove(random.nextInt(pending.size())).run();
  }

  /** Disconnects or reconnects a node. */
  void cutOrConnect() {
    MemoryBackplane.Node node = nodes.get(random.nextInt(nodes.size()));
    if (cut.add(node)) {
      node.disconnect();
    } else {
      cut.remove(node);
      node.reconnect();
    }
  }

  /** Reconnects the disconnected nodes, without notifying the others. */
  void connectAll() {
    cut.forEach(MemoryBackplane.Node::reconnect);
    cut.clear();
  }

  private void carry(Runnable notice) {
    if (chance(lostPercent)) {
      return;
    }
    for (int copies = chance(twicePercent) ? 2 : 1; copies > 0; copies--) {
      if (chance(latePercent)) {
        pending.add(notice);
      } else {
        notice.run();
      }
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private final class Faulty implements Backplane {
    private final Backplane inner;

    Faulty(Backplane inner) {
      this.inner = inner;
    }

    @Override
    public void start(Receiver receiver) {
      inner.start(
          new Receiver() {
            @Override
            public void receive(Topic topic, Notice notice) {
              carry(() -> receiver.receive(topic, notice));
            }

            @Override
            public void lost() {
              receiver.lost();
            }
          });
    }

    @Override
    public CompletionStage<Void> subscribe(Topic topic) {
      return inner.subscribe(topic);
    }

    @Override
    public void unsubscribe(Topic topic) {
      inner.unsubscribe(topic);
    }

    @Override
    public void publish(Topic topic, Notice notice) {
      inner.publish(topic, notice);
    }
  }
}
