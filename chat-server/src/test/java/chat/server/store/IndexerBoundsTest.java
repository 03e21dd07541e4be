package chat.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.model.RoomId;
import org.junit.jupiter.api.Test;

final class IndexerBoundsTest {
  @Test
  void notesNoMoreRoomsThanFit() {
    ChangedRooms changed = new ChangedRooms(3);
    changed.takeAll();
    for (int i = 0; i < 3; i++) {
      changed.add(RoomId.of("room" + i));
      changed.add(RoomId.of("room" + i));
    }
    assertEquals(3, changed.take().size());
    assertEquals(false, changed.takeAll());
    for (int i = 0; i < 10; i++) {
      changed.add(RoomId.of("room" + i));
    }
    assertEquals(true, changed.takeAll(), "all rooms are looked at");
    assertEquals(0, changed.take().size());
  }
}
