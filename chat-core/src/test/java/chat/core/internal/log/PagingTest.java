package chat.core.internal.log;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PagingTest {
  private static List<RoomEvent> events(Random random, int count) {
    List<RoomEvent> events = new ArrayList<>();
    for (int seq = 1; seq <= count; seq++) {
      int length = random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(10_000);
      events.add(said(RoomId.of("room"), seq, ADA, "x".repeat(length)));
    }
    return events;
  }

  /** As many as fit, and one that does not fit when it is the first. */
  private static List<RoomEvent> fitting(List<RoomEvent> events, int limit, int maxWeight) {
    List<RoomEvent> page = new ArrayList<>();
    int weight = 0;
    for (RoomEvent event : events) {
      weight += event.weight();
      if (page.size() == limit || (weight > maxWeight && !page.isEmpty())) {
        return page;
      }
      page.add(event);
    }
    return page;
  }

  @Test
  void agreeWithASimpleLoop() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<RoomEvent> events = events(random, random.nextInt(30));
      List<RoomEvent> reversed = new ArrayList<>(events);
      Collections.reverse(reversed);
      int limit = 1 + random.nextInt(30);
      assertEquals(fitting(events, limit, 128 * 1024), Paging.first(events, limit));
      assertEquals(fitting(events, 1_000, 64 * 1024), Paging.firstOfBatch(events));
      List<RoomEvent> last = fitting(reversed, limit, 128 * 1024);
      Collections.reverse(last);
      assertEquals(last, Paging.last(events, limit));
    }
  }

  @Test
  void ofNothingAreEmpty() {
    assertEquals(List.of(), Paging.first(List.of(), 10));
    assertEquals(List.of(), Paging.last(List.of(), 10));
    assertEquals(List.of(), Paging.firstOfBatch(List.of()));
  }
}
