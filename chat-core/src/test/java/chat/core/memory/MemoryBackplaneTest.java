package chat.core.memory;

import chat.core.port.Backplane;
import chat.core.port.BackplaneContract;
import java.util.List;
import java.util.stream.Stream;

final class MemoryBackplaneTest extends BackplaneContract {
  @Override
  protected List<Backplane> nodes(int count) {
    MemoryBackplane backplane = new MemoryBackplane();
    return Stream.generate(backplane::node).limit(count).toList();
  }
}
