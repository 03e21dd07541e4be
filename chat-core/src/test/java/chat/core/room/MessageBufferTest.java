package chat.core.room;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MessageBufferTest {
  private static final RoomId ROOM = RoomId.of("room");

  private static RoomEvent event(long seq) {
    return said(ROOM, seq, ADA, "m" + seq);
  }

  @Test
  void beginsWithNothingAtItsHead() {
    MessageBuffer buffer = new MessageBuffer(5, 7);
    assertEquals(7, buffer.head());
    assertEquals(7, buffer.floor());
    assertEquals(List.of(), buffer.between(7, 100));
  }

  @Test
  void refusesAGapAndARepetition() {
    MessageBuffer buffer = new MessageBuffer(5, 7);
    assertThrows(IllegalArgumentException.class, () -> buffer.add(event(7)));
    assertThrows(IllegalArgumentException.class, () -> buffer.add(event(9)));
    assertThrows(IllegalArgumentException.class, () -> buffer.between(6, 9));
  }

  @Test
  void agreesWithAList() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int capacity = 1 + random.nextInt(8);
      long head = random.nextInt(20);
      MessageBuffer buffer = new MessageBuffer(capacity, head);
      List<RoomEvent> model = new ArrayList<>();
      for (int step = 0; step < 100; step++) {
        if (random.nextInt(30) == 0) {
          head += random.nextInt(5);
          buffer.skipTo(head);
          model.clear();
        } else if (random.nextInt(20) == 0) {
          long floor = Math.max(0, head - random.nextInt(6));
          buffer.dropTo(floor);
          model.removeIf(event -> event.seq() <= floor);
        } else {
          model.add(event(++head));
          buffer.add(event(head));
          if (model.size() > capacity) {
            model.remove(0);
          }
        }
        assertEquals(head, buffer.head());
        assertEquals(head - model.size(), buffer.floor());
        long after = Math.max(0, head - random.nextInt(12));
        long before = after + random.nextInt(12);
        assertEquals(after >= head - model.size(), buffer.covers(after));
        if (buffer.covers(after)) {
          assertEquals(
              model.stream().filter(e -> e.seq() > after && e.seq() < before).toList(),
              buffer.between(after, before));
        }
      }
    }
  }
}
