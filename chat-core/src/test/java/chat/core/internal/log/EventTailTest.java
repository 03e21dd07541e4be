package chat.core.internal.log;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.bound.ByteBudget;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.RoomId;
import chat.core.port.MessageDrafts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EventTailTest {
  private static final RoomId ROOM = RoomId.of("room");

  private static RoomEvent event(long seq) {
    return said(ROOM, seq, ADA, "m" + seq);
  }

  private static RoomEvent emoji(long seq) {
    return said(ROOM, seq, ADA, "\ud83d\ude00".repeat(4_000));
  }

  private static EventTail buffer(int capacity, long head) {
    return new EventTail(
        new TailBounds(capacity, Long.MAX_VALUE, ByteBudget.unlimited(), () -> {}), head);
  }

  @Test
  void beginsEmptyAtItsHead() {
    EventTail buffer = buffer(5, 7);
    assertEquals(7, buffer.head());
    assertEquals(7, buffer.floor());
    assertEquals(List.of(), buffer.between(7, 100));
  }

  @Test
  void rejectsAGapAndADuplicate() {
    EventTail buffer = buffer(5, 7);
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
      EventTail buffer = buffer(capacity, head);
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

  @Test
  void holds256TextsOfTheLargestKindWithinItsBytes() {
    ByteBudget all = ByteBudget.unlimited();
    EventTail buffer =
        new EventTail(new TailBounds(256, ProtocolLimits.MAX_TAIL_BYTES, all, () -> {}), 0);
    for (int seq = 1; seq <= 256; seq++) {
      buffer.add(emoji(seq));
      assertTrue(buffer.bytes() <= ProtocolLimits.MAX_TAIL_BYTES, () -> buffer.bytes() + " bytes");
      assertEquals(buffer.bytes(), all.used());
    }
    assertTrue(buffer.fillsPage());
    List<RoomEvent> held = buffer.between(buffer.floor(), 257);
    assertEquals(256, held.get(held.size() - 1).seq());
    assertEquals(buffer.bytes(), held.stream().mapToLong(RoomEvent::footprint).sum());
    buffer.clear();
    assertEquals(0, all.used());
    assertEquals(256, buffer.floor());
  }

  @Test
  void staysWithinTheSharedBudget() {
    ByteBudget all = new ByteBudget(3L * emoji(1).footprint());
    int[] pressed = {0};
    TailBounds bounds = new TailBounds(256, ProtocolLimits.MAX_TAIL_BYTES, all, () -> pressed[0]++);
    EventTail first = new EventTail(bounds, 0);
    EventTail second = new EventTail(bounds, 0);
    first.add(emoji(1));
    first.add(emoji(2));
    second.add(emoji(1));
    assertEquals(0, pressed[0]);
    second.add(emoji(2));
    assertEquals(1, pressed[0]);
    assertEquals(1, second.floor(), "it dropped its own oldest");
    first.add(emoji(3));
    first.clear();
    second.add(emoji(3));
    assertEquals(1, second.floor());
    EventTail third = new EventTail(bounds, 8);
    third.add(emoji(9));
    third.add(emoji(10));
    assertEquals(10, third.floor(), "nothing is held where there is no room");
    assertEquals(10, third.head());
    assertTrue(all.used() <= all.limit());
  }

  @Test
  void doesNotCacheAnEventLargerThanItsBound() {
    ByteBudget all = ByteBudget.unlimited();
    EventTail buffer = new EventTail(new TailBounds(9, 2_000, all, () -> {}), 0);
    buffer.add(event(1));
    buffer.add(emoji(2));
    assertEquals(2, buffer.floor());
    assertEquals(0, all.used());
    buffer.add(event(3));
    assertEquals(List.of(event(3)), buffer.between(2, 9));
  }

  @Test
  void addsEventsBeforeTheCachedOnes() {
    EventTail buffer = buffer(20, 30);
    buffer.add(event(31));
    List<RoomEvent> older = new ArrayList<>();
    for (int seq = 5; seq <= 33; seq++) {
      older.add(event(seq));
    }
    buffer.addBefore(older.subList(0, 10));
    assertEquals(30, buffer.floor(), "a gap is not bridged");
    buffer.addBefore(older);
    assertEquals(11, buffer.floor());
    assertEquals(older.subList(7, 27), buffer.between(11, 100));
    ByteBudget little = new ByteBudget(3L * event(10).footprint());
    EventTail bounded = new EventTail(new TailBounds(20, 10_000, little, () -> {}), 33);
    bounded.addBefore(older);
    assertEquals(30, bounded.floor());
    assertTrue(little.used() <= little.limit());
  }

  @Test
  void erasesTheEditsOfMessagesThatWereDeletedSinceTheyWereRead() {
    MessageDrafts drafts = new MessageDrafts(ROOM);
    MessagePosted message = said(ROOM, 1, ADA, "m1");
    MessageEdited edit = (MessageEdited) drafts.edit(ADA, 1, "text").event().withSeq(2);
    RoomEvent deletion = drafts.delete(ADA, 1, "").event().withSeq(3);
    EventTail tail = buffer(5, 2);
    tail.add(deletion);
    assertEquals(
        Optional.of(List.of(deletion.applyTo(message), edit.erase())),
        tail.broughtUpToDate(List.of(message, edit), 2));
  }

  @Test
  void hasAFootprintOfAtMostTwiceTheWeightOfAnEvent() {
    for (String text : List.of("", "x", "x".repeat(4_000), "\ud83d\ude00".repeat(4_000))) {
      RoomEvent event = said(RoomId.of("r"), 1, ADA, text);
      assertTrue(event.footprint() <= 2 * event.weight(), text);
      assertTrue(event.footprint() >= 2 * text.length(), text);
    }
  }
}
