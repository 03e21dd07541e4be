package chat.server.account.password;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FairQueueTest {
  private final FairQueue<String> queue = new FairQueue<>(4);

  private void add(String... items) {
    for (String item : items) {
      assertEquals(Optional.empty(), queue.add(item.substring(0, 1), item));
    }
  }

  private List<String> rest() {
    List<String> taken = new ArrayList<>();
    for (Optional<String> next = queue.poll(); next.isPresent(); next = queue.poll()) {
      taken.add(next.get());
    }
    return taken;
  }

  @Test
  void pollsLinesInTurn() {
    add("a1", "a2", "a3", "b1");
    assertEquals(List.of("a1", "b1", "a2", "a3"), rest());
    add("c1");
    assertEquals(List.of("c1"), rest());
  }

  @Test
  void displacesTheLastItemOfTheLongestLineForAShorterOne() {
    add("a1", "a2", "a3", "b1");
    assertEquals(Optional.of("a3"), queue.add("c", "c1"));
    assertEquals(List.of("a1", "b1", "c1", "a2"), rest());
  }

  @Test
  void rejectsAnItemOfALineThatIsNotShorter() {
    add("a1", "a2", "b1", "b2");
    assertEquals(Optional.of("a3"), queue.add("a", "a3"));
    assertEquals(Optional.of("a2"), queue.add("c", "c1"));
    assertEquals(Optional.of("c2"), queue.add("c", "c2"));
    assertEquals(List.of("a1", "b1", "c1", "b2"), rest());
  }
}
