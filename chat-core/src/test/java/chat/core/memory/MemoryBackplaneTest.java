package chat.core.memory;

import chat.core.port.Backplane;
import chat.core.port.BackplaneContract;
import java.util.ArrayList;
import java.util.List;

final class MemoryBackplaneTest extends BackplaneContract {
  private final MemoryBackplane backplane = new MemoryBackplane();
  private final List<MemoryBackplane.Node> nodes = new ArrayList<>();

  @Override
  protected List<Backplane> nodes(int count) {
    for (int i = 0; i < count; i++) {
      nodes.add(backplane.node());
    }
    return List.copyOf(nodes);
  }

  @Override
  protected void disconnect(int node) {
    nodes.get(node).disconnect();
  }

  @Override
  protected void reconnect(int node) {
    nodes.get(node).reconnect();
  }
}
