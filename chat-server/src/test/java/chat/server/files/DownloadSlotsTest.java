package chat.server.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class DownloadSlotsTest {
  @Test
  void admitsNoMoreThanTheMost() {
    DownloadSlots slots = new DownloadSlots();
    for (int i = 0; i < DownloadSlots.MOST; i++) {
      assertTrue(slots.enter());
    }
    assertFalse(slots.enter());
    assertFalse(slots.enter());
    slots.leave();
    assertTrue(slots.enter());
    assertFalse(slots.enter());
  }
}
