package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SerialByKeyTest {
  private final SerialByKey<String> turns = new SerialByKey<>();
  private final List<String> called = new ArrayList<>();
  private final List<Runnable> over = new ArrayList<>();

  private void take(String key, String name) {
    turns.take(
        key,
        done -> {
          called.add(name);
          over.add(done);
        });
  }

  @Test
  void runsTasksOfAKeyOneAtATimeInOrder() {
    take("a", "a1");
    take("a", "a2");
    take("b", "b1");
    take("a", "a3");
    assertEquals(List.of("a1", "b1"), called);

    over.get(0).run();
    assertEquals(List.of("a1", "b1", "a2"), called);
    over.get(0).run(); // further runs do nothing
    assertEquals(List.of("a1", "b1", "a2"), called);
    over.get(2).run();
    assertEquals(List.of("a1", "b1", "a2", "a3"), called);
  }

  @Test
  void removesKeysWithoutTasks() {
    take("a", "a1");
    take("b", "b1");
    assertEquals(2, turns.size());

    over.forEach(Runnable::run);
    assertEquals(0, turns.size());
  }

  @Test
  void runsManyTasksWithoutRecursion() {
    take("a", "first");
    int[] rejected = {0};
    for (int i = 0; i < 200_000; i++) {
      turns.take(
          "a",
          done -> {
            rejected[0]++;
            done.run(); // rejected at once
          });
    }
    over.get(0).run();
    assertEquals(200_000, rejected[0]);
    assertEquals(0, turns.size());
  }
}
