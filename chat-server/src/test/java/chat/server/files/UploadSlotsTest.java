package chat.server.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.file.FileId;
import chat.server.files.UploadSlots.Entry;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UploadSlotsTest {
  private final Random random = new Random(1);
  private final UploadSlots slots = new UploadSlots();

  @Test
  void admitsOneRequestOfAnUpload() {
    FileId id = FileId.random(random);
    assertEquals(Entry.ENTERED, slots.enter(id));
    assertEquals(Entry.LOCKED, slots.enter(id));
    assertEquals(Entry.ENTERED, slots.enter(FileId.random(random)));
    slots.leave(id);
    assertEquals(Entry.ENTERED, slots.enter(id));
  }

  @Test
  void admitsNoMoreThanTheMost() {
    FileId first = FileId.random(random);
    assertEquals(Entry.ENTERED, slots.enter(first));
    for (int i = 1; i < UploadSlots.MOST; i++) {
      assertEquals(Entry.ENTERED, slots.enter(FileId.random(random)));
    }
    assertEquals(Entry.FULL, slots.enter(FileId.random(random)));
    assertEquals(Entry.LOCKED, slots.enter(first));
    slots.leave(first);
    assertEquals(Entry.ENTERED, slots.enter(FileId.random(random)));
  }
}
