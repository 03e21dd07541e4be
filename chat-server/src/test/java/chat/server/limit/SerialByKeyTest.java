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
  void letOneOfAKeyGoAtATimeInOrder() {
    take("a", "a1");
    take("a", "a2");
    take("b", "b1");
    take("a", "a3");
    assertEquals(List.of("a1", "b1"), called);

    over.get(0).run();
    assertEquals(List.of("a1", "b1", "a2"), called);
    over.get(0).run(); // again, which is nothing
    assertEquals(List.of("a1", "b1", "a2"), called);
    over.get(2).run();
    assertEquals(List.of("a1", "b1", "a2", "a3"), called);
  }

  @Test
  void forgetKeysThatNothingWaitsFor() {
    take("a", "a1");
    take("b", "b1");
    assertEquals(2, turns.size());

    over.forEach(Runnable::run);
    assertEquals(0, turns.size());
  }

  @Test
  void goThroughACrowdWithoutGoingDeeper() {
    take("a", "first");
    int[] refused = {0};
    for (int i = 0; i < 200_000; i++) {
      turns.take(
          "a",
          done -> {
            refused[0]++;
            done.run(); // refused at once
          });
    }
    over.get(0).run();
    assertEquals(200_000, refused[0]);
    assertEquals(0, turns.size());
  }
}
