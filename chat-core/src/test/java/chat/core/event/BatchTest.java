package chat.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.model.RoomId;
import chat.core.port.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BatchTest {
  private final Signal signal = new Signal.PresenceCounted(RoomId.of("room"), 7);
  private final Batch batch = Batch.of(signal);

  @Test
  void isEncodedOncePerEncoder() {
    AtomicInteger made = new AtomicInteger();
    List<Encoder<String>> encoders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "encoder " + i;
      encoders.add(
          events -> {
            made.incrementAndGet();
            return name + events;
          });
    }
    List<String> first = encoders.stream().map(batch::as).toList();
    List<String> second = encoders.stream().map(batch::as).toList();
    for (int i = 0; i < 3; i++) {
      assertEquals("encoder " + i + List.of(signal), first.get(i));
      assertSame(first.get(i), second.get(i));
    }
    assertEquals(3, made.get());
  }

  @Test
  void isEncodedOnceByConcurrentCallers() {
    for (int round = 0; round < 50; round++) {
      Batch asked = Batch.of(signal);
      AtomicInteger made = new AtomicInteger();
      Encoder<Integer> encoder = events -> made.incrementAndGet();
      List<Integer> all =
          Stages.together(4, thread -> CompletableFuture.completedFuture(asked.as(encoder)));
      assertEquals(List.of(1, 1, 1, 1), all);
    }
  }

  @Test
  void triesAgainWhenAnEncoderThrows() {
    AtomicInteger calls = new AtomicInteger();
    Encoder<String> encoder =
        events -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("broken");
          }
          return "fine";
        };
    assertThrows(IllegalStateException.class, () -> batch.as(encoder));
    assertEquals("fine", batch.as(encoder));
  }

  @Test
  void keepsItsEventsAsTheyWere() {
    List<Event> events = new ArrayList<>(List.of(signal));
    Batch made = new Batch(events);
    events.clear();
    assertEquals(List.of(signal), made.events());
    assertThrows(UnsupportedOperationException.class, () -> made.events().clear());
    assertThrows(IllegalArgumentException.class, () -> new Batch(List.of()));
  }
}
