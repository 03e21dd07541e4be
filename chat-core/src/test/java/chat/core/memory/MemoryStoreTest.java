package chat.core.memory;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.draft;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.port.Appended;
import chat.core.port.Draft;
import chat.core.port.LogPage;
import chat.core.port.Samples;
import chat.core.port.SendKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest {
  private static final RoomId ROOM = RoomId.of("room");

  private final MemoryStore store = new MemoryStore(new Random(1), 1_200);

  @BeforeEach
  void addRoom() {
    done(store.directory().addRoom(RoomRecord.open(ROOM, "Room"), List.of()));
  }

  private Appended append(int first, int last) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      drafts.add(draft(ROOM, ADA, "k" + i));
    }
    return done(store.log().append(ROOM, Optional.empty(), drafts));
  }

  @Test
  void requiresAHistoryOfAtLeastAThousand() {
    assertThrows(IllegalArgumentException.class, () -> new MemoryStore(new Random(1), 999));
  }

  @Test
  void removesTheOldestEventsAndRaisesTheFloor() {
    assertEquals(0, append(1, 1_200).head().floor());
    assertEquals(100, append(1_201, 1_300).head().floor());
    LogPage page = done(store.log().readAfter(ROOM, 0, 2_000));
    assertEquals(100, page.head().floor());
    assertEquals(1_200, page.head().messages());
    assertEquals(1_200, page.events().size());
    assertEquals(101, page.events().get(0).seq());
    assertEquals(List.of(), done(store.log().readBefore(ROOM, 101, 10)).events());
    assertEquals(1, done(store.log().readBefore(ROOM, 102, 10)).events().size());
    assertEquals(1_000, done(store.log().countUnread(ROOM, BOB.id(), 0, 1_000)));
    assertEquals(1_200, done(store.log().countUnread(ROOM, BOB.id(), 0, 5_000)));
  }

  @Test
  void findsTheKeysOfRemovedEvents() {
    append(1, 1_300);
    Appended retry = append(1, 1);
    assertInstanceOf(Appended.Duplicate.class, retry.results().get(0));
    assertEquals(1, Samples.receipt(retry.results().get(0)).seq());
  }

  @Test
  void keepsTheLatestKeysOfEachNamedRoom() {
    append(1, MemoryStore.KEYS_PER_ROOM);
    assertEquals(1, done(store.log().find(key(1))).orElseThrow().seq());
    append(MemoryStore.KEYS_PER_ROOM + 1, MemoryStore.KEYS_PER_ROOM + 2);
    assertEquals(Optional.empty(), done(store.log().find(key(1))));
    assertEquals(Optional.empty(), done(store.log().find(key(2))));
    assertEquals(3, done(store.log().find(key(3))).orElseThrow().seq());
  }

  private static SendKey key(int number) {
    return new SendKey(ROOM, ADA.id(), "k" + number);
  }
}
