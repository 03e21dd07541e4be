package chat.server.storage.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.RoomId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangedRoomsTest {
  @Test
  void storesNoMoreRoomsThanTheLimit() {
    ChangedRooms changed = new ChangedRooms(3);
    changed.takeAll();
    for (int i = 0; i < 3; i++) {
      changed.add(RoomId.of("room" + i));
      changed.add(RoomId.of("room" + i));
    }
    assertEquals(List.of(RoomId.of("room0"), RoomId.of("room1")), List.copyOf(changed.take(2)));
    assertEquals(1, changed.take(10).size());
    assertEquals(false, changed.takeAll());
    for (int i = 0; i < 10; i++) {
      changed.add(RoomId.of("room" + i));
    }
    assertEquals(true, changed.takeAll(), "all rooms are looked at");
    assertEquals(0, changed.take(10).size());
  }
}
