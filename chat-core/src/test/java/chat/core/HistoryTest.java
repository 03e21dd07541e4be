package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.JoinRoom;
import chat.core.event.RoomEvent;
import chat.core.memory.MemoryStore;
import chat.core.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Reading history, and resuming after a disconnect. */
final class HistoryTest {
  private static final int PAGE_WEIGHT = 128 * 1024;

  private final ShakyStore store = new ShakyStore();
  private final TestChat chat =
      new TestChat(builder -> builder.store(store.log(), store.directory()).tailSize(200));
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  private void adaSays(int messages) {
    ada.joins(GENERAL);
    for (int i = 0; i < messages; i++) {
      ada.ask(ada.post(GENERAL, "m"));
      if (i % 100 == 99) {
        chat.settle();
      }
    }
    chat.settle();
  }

  private static ReadHistory before(long seq, int limit) {
    return new ReadHistory(
        GENERAL, OptionalLong.of(seq), OptionalLong.empty(), OptionalInt.of(limit));
  }

  private static ReadHistory after(long seq, int limit) {
    return new ReadHistory(
        GENERAL, OptionalLong.empty(), OptionalLong.of(seq), OptionalInt.of(limit));
  }

  private static JoinRoom from(Position cursor, OptionalInt limit) {
    return new JoinRoom(GENERAL, Optional.of(cursor), limit, false);
  }

  private JoinRoom.Joined resume(long seq) {
    Position head = bob.does(before(1, 1)).head();
    return bob.does(from(new Position(head.epoch(), seq), OptionalInt.empty()));
  }

  private static List<Long> seqs(List<RoomEvent> events) {
    return events.stream().map(RoomEvent::seq).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static int weight(List<RoomEvent> events) {
    return events.stream().mapToInt(RoomEvent::weight).sum();
  }

  @Test
  void readsTheLatestFiftyByDefault() {
    adaSays(60);
    ReadHistory.Read page =
        bob.does(
            new ReadHistory(
                GENERAL, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()));
    assertEquals(range(11, 60), seqs(page.events()));
    assertTrue(page.more());
    assertEquals(60, page.head().seq());
  }

  @Test
  void readsTwoHundredAfterACursorByDefault() {
    adaSays(260);
    ReadHistory.Read page =
        bob.does(
            new ReadHistory(
                GENERAL, OptionalLong.empty(), OptionalLong.of(0), OptionalInt.empty()));
    assertEquals(range(1, 200), seqs(page.events()));
    assertTrue(page.more());
  }

  @Test
  void pagesBackToTheBeginning() {
    adaSays(510);
    List<Long> seen = new ArrayList<>();
    long at = 511;
    ReadHistory.Read page;
    do {
      page = bob.does(before(at, 37));
      seen.addAll(0, seqs(page.events()));
      at = seen.get(0);
    } while (page.more());
    assertEquals(range(1, 510), seen);
  }

  @Test
  void pagesForwardToTheEnd() {
    adaSays(510);
    List<Long> seen = new ArrayList<>();
    ReadHistory.Read page;
    do {
      page = bob.does(after(seen.isEmpty() ? 0 : seen.get(seen.size() - 1), 37));
      seen.addAll(seqs(page.events()));
    } while (page.more());
    assertEquals(range(1, 510), seen);
  }

  @Test
  void readsEveryPageAsAModelDoes() {
    adaSays(430);
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      int limit = 1 + random.nextInt(200);
      long at = random.nextInt(440);
      ReadHistory.Read back = bob.does(before(at, limit));
      long end = Math.min(at - 1, 430);
      assertEquals(range(Math.max(1, end - limit + 1), end), seqs(back.events()), "before " + at);
      assertEquals(end - limit > 0, back.more(), "before " + at + " limit " + limit);
      ReadHistory.Read on = bob.does(after(at, limit));
      assertEquals(range(at + 1, Math.min(430, at + limit)), seqs(on.events()), "after " + at);
      assertEquals(at + limit < 430, on.more(), "after " + at + " limit " + limit);
    }
  }

  @Test
  void rejectsInvalidPages() {
    ada.joins(GENERAL);
    assertEquals("limit", ada.invalid(before(1, 0)));
    assertEquals("limit", ada.invalid(after(1, 201)));
    assertEquals("before", ada.invalid(before(-1, 1)));
    assertEquals("after", ada.invalid(after(-1, 1)));
    assertEquals(
        "before",
        ada.invalid(
            new ReadHistory(GENERAL, OptionalLong.of(1), OptionalLong.of(1), OptionalInt.empty())));
    assertEquals("limit", ada.invalid(from(new Position("x", 0), OptionalInt.of(0))));
    assertEquals("limit", ada.invalid(from(new Position("x", 0), OptionalInt.of(201))));
  }

  @Test
  void readsTheRemainingEventsWhenOldOnesWereRemoved() {
    adaSays(1_100);
    ReadHistory.Read oldest = bob.does(after(0, 10));
    assertEquals(range(101, 110), seqs(oldest.events()));
    ReadHistory.Read back = bob.does(before(111, 200));
    assertEquals(range(101, 110), seqs(back.events()));
    assertFalse(back.more());
    assertEquals(List.of(), bob.does(before(50, 10)).events());
    assertFalse(bob.does(before(50, 10)).more());
  }

  @Test
  void cutsAPageBySizeButNeverToNothing() {
    ada.joins(GENERAL);
    TestChat roomy =
        new TestChat(
            builder -> builder.store(store.log(), store.directory()).maxTextLength(100_000));
    TestClient cleo = roomy.connect("Cleo");
    cleo.joins(GENERAL);
    for (int i = 0; i < 10; i++) {
      cleo.says(GENERAL, "\u4f60".repeat(10_000));
    }
    cleo.says(GENERAL, "\u4f60".repeat(60_000));
    for (ReadHistory.Read page : List.of(cleo.does(after(0, 200)), cleo.does(before(11, 200)))) {
      assertEquals(4, page.events().size());
      assertTrue(weight(page.events()) <= PAGE_WEIGHT);
      assertTrue(page.more());
    }
    assertEquals(range(1, 4), seqs(cleo.does(after(0, 200)).events()));
    assertEquals(range(7, 10), seqs(cleo.does(before(11, 200)).events()));
    assertEquals(range(11, 11), seqs(cleo.does(after(10, 200)).events()), "one, however heavy");
    assertEquals(range(11, 11), seqs(cleo.joins(GENERAL).events()));
    assertTrue(cleo.joins(GENERAL).more());
  }

  @Test
  void resumesFromTheTail() {
    adaSays(60);
    JoinRoom.Joined joined = resume(40);
    assertTrue(joined.resumed());
    assertFalse(joined.more());
    assertEquals(range(41, 60), seqs(joined.events()));
    assertEquals(60, joined.head().seq());
    assertEquals(List.of(), joined.users());
  }

  @Test
  void resumesAtTheHeadWithNothing() {
    adaSays(60);
    JoinRoom.Joined joined = resume(60);
    assertTrue(joined.resumed());
    assertFalse(joined.more());
    assertEquals(List.of(), joined.events());
  }

  @Test
  void resumesFromBeforeTheTail() {
    adaSays(350);
    JoinRoom.Joined joined = resume(20);
    assertTrue(joined.resumed());
    assertTrue(joined.more());
    assertEquals(range(21, 220), seqs(joined.events()));
    assertEquals(350, joined.head().seq());
    ReadHistory.Read rest = bob.does(after(220, 200));
    assertEquals(range(221, 350), seqs(rest.events()));
    assertFalse(rest.more());
  }

  @Test
  void cutsAResumedPageAtTheLimit() {
    adaSays(350);
    Position cursor = new Position(bob.joins(GENERAL).head().epoch(), 340);
    JoinRoom.Joined joined = bob.does(from(cursor, OptionalInt.of(4)));
    assertEquals(range(341, 344), seqs(joined.events()));
    assertTrue(joined.more());
    JoinRoom.Joined older = bob.does(from(new Position(cursor.epoch(), 10), OptionalInt.of(4)));
    assertEquals(range(11, 14), seqs(older.events()));
    assertTrue(older.more());
  }

  @Test
  void startsAgainWhenTheEventsAfterTheCursorWereRemoved() {
    adaSays(1_100);
    JoinRoom.Joined joined = resume(99);
    assertFalse(joined.resumed());
    assertEquals(range(901, 1_100), seqs(joined.events()));
    assertTrue(joined.more());
    assertTrue(resume(100).resumed());
    assertEquals(range(101, 300), seqs(resume(100).events()));
  }

  @Test
  void startsAgainInAnotherEpochOrBeyondTheHead() {
    adaSays(10);
    JoinRoom.Joined joined = bob.does(from(new Position("other", 5), OptionalInt.empty()));
    assertFalse(joined.resumed());
    assertEquals(range(1, 10), seqs(joined.events()));
    assertFalse(joined.more());
    assertFalse(resume(11).resumed());
    assertEquals(range(1, 10), seqs(resume(11).events()));
  }

  @Test
  void resumesWithoutGapOrDuplicateWhileOthersPost() {
    adaSays(350);
    String epoch = bob.joins(GENERAL).head().epoch();
    TestClient cleo = chat.connect("Cleo");
    store.holds("readAfter");
    var joined = cleo.ask(from(new Position(epoch, 140), OptionalInt.empty()));
    for (int i = 0; i < 30; i++) {
      ada.ask(ada.post(GENERAL, "meanwhile"));
    }
    chat.settle();
    assertEquals(List.of(), joined);
    store.release();
    chat.settle();
    ada.says(GENERAL, "later");
    JoinRoom.Joined reply = ((Outcome.Accepted<JoinRoom.Joined>) joined.get(0)).reply();
    List<Long> seen = new ArrayList<>(seqs(reply.events()));
    assertEquals(range(141, 340), seen);
    assertTrue(reply.more());
    seen.addAll(seqs(cleo.does(after(340, 200)).events()));
    assertEquals(range(141, 381), seen);
    assertEquals(380, reply.head().seq());
    assertEquals(range(381, 381), seqs(cleo.heard(RoomEvent.class)));
  }

  @Test
  void resumesWhenTheTailHasMovedOnMeanwhile() {
    adaSays(350);
    String epoch = bob.joins(GENERAL).head().epoch();
    TestClient cleo = chat.connect("Cleo");
    store.holds("readAfter");
    var joined = cleo.ask(from(new Position(epoch, 149), OptionalInt.of(200)));
    chat.settle();
    for (int i = 0; i < 300; i++) {
      ada.ask(ada.post(GENERAL, "meanwhile"));
    }
    chat.settle();
    store.settle(chat);
    JoinRoom.Joined reply = ((Outcome.Accepted<JoinRoom.Joined>) joined.get(0)).reply();
    assertEquals(range(150, 349), seqs(reply.events()));
    assertEquals(650, reply.head().seq());
    assertTrue(reply.more());
  }

  @Test
  void startsAgainWhenTheLogHasRemovedMoreThanTheRoomKnows() {
    adaSays(700);
    String epoch = bob.joins(GENERAL).head().epoch();
    dropBehindTheBackOfTheRoom();
    JoinRoom.Joined joined = bob.does(from(new Position(epoch, 20), OptionalInt.empty()));
    assertFalse(joined.resumed(), "events 21 to 100 are gone");
  }

  /** Simulates retention, or another node whose messages this one has not received yet. */
  private void dropBehindTheBackOfTheRoom() {
    TestChat other = new TestChat(store.firm());
    TestClient eve = other.connect("Eve");
    eve.joins(GENERAL);
    for (int i = 0; i < 400; i++) {
      eve.ask(eve.post(GENERAL, "elsewhere"));
    }
    other.settle();
  }

  @Test
  void keepsAtLeastAThousandMessagesReadable() {
    MemoryStore large = new MemoryStore(new Random(3), 5_000);
    TestChat other = new TestChat(large);
    TestClient eve = other.connect("Eve");
    eve.joins(GENERAL);
    for (int i = 0; i < 1_500; i++) {
      eve.ask(eve.post(GENERAL, "m"));
      if (i % 100 == 99) {
        other.settle();
      }
    }
    assertEquals(range(1, 200), seqs(eve.does(after(0, 200)).events()));
    assertEquals(range(801, 1_000), seqs(eve.does(before(1_001, 200)).events()));
  }
}
