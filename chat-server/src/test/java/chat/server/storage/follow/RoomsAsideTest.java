package chat.server.storage.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.RoomId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RoomsAsideTest {
  private static final RoomId ROOM = RoomId.of("room");

  private long now = Long.MAX_VALUE - 1; // the clock may overflow
  private final RoomsAside aside = new RoomsAside(() -> now);

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void retriesARoomWithWaitsOfUpToAMinute() {
    for (long seconds : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      assertTrue(aside.add(ROOM));
      assertEquals(List.of(), aside.due());
      assertEquals(OptionalLong.of(TimeUnit.SECONDS.toNanos(seconds)), aside.nanosToNext());
      pass(1_000 * seconds - 1);
      assertEquals(List.of(), aside.due());
      pass(1);
      assertEquals(List.of(ROOM), aside.due());
      assertEquals(OptionalLong.of(0), aside.nanosToNext());
      assertTrue(aside.contains(ROOM), "until it has succeeded");
    }
    aside.remove(List.of(ROOM));
    assertTrue(aside.isEmpty());
    assertEquals(OptionalLong.empty(), aside.nanosToNext());
    assertTrue(aside.add(ROOM));
    assertEquals(OptionalLong.of(TimeUnit.SECONDS.toNanos(1)), aside.nanosToNext());
  }

  @Test
  void limitsTheNumberOfRooms() {
    for (int i = 0; i < RoomsAside.MOST; i++) {
      assertTrue(aside.add(RoomId.of("room" + i)));
    }
    assertFalse(aside.add(ROOM));
    assertTrue(aside.add(RoomId.of("room0")), "again");
  }
}
