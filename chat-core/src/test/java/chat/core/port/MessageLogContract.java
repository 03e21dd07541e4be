package chat.core.port;

import static chat.core.port.Samples.ADA;
import static chat.core.port.Samples.AT;
import static chat.core.port.Samples.BOB;
import static chat.core.port.Samples.EVE;
import static chat.core.port.Samples.draft;
import static chat.core.port.Samples.receipt;
import static chat.core.port.Stages.done;
import static chat.core.port.Stages.failure;
import static chat.core.port.Stages.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.event.MessagePosted;
import chat.core.event.RoomChanged;
import chat.core.event.RoomEvent;
import chat.core.model.Conversation;
import chat.core.model.Membership;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MessageLog} must do, by the numbers of its MUSTs. That an append is durable (1)
 * and does not block (11) is for each implementation's own tests.
 */
public abstract class MessageLogContract {
  private static final RoomId ROOM = RoomId.of("room");
  private static final RoomId OTHER = RoomId.of("other");
  private static final RoomId NOWHERE = RoomId.of("nowhere");
  private static final Conversation BOTH = Conversation.between(ADA.id(), BOB.id());

  private MessageLog log;
  private Directory directory;

  /** An empty store; called once before each test. */
  protected abstract Store store();

  @BeforeEach
  final void openStore() {
    Store store = store();
    log = store.log();
    directory = store.directory();
    for (User user : List.of(ADA, BOB, EVE)) {
      assertTrue(done(directory.addUser(user, AT)));
    }
    addRoom(ROOM);
    addRoom(OTHER);
  }

  private void addRoom(RoomId id) {
    RoomRecord room = RoomRecord.open(id, "Room " + id);
    assertEquals(RoomDirectory.Addition.ADDED, done(directory.addRoom(room, List.of())));
  }

  private Appended append(Draft... drafts) {
    return done(log.append(drafts[0].event().room(), Optional.empty(), List.of(drafts)));
  }

  private List<Long> seqs(RoomId room) {
    return seqs(done(log.readAfter(room, 0, 10_000)).events());
  }

  private static List<Long> seqs(List<RoomEvent> events) {
    return events.stream().map(RoomEvent::seq).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private long mark(User user, RoomId room) {
    return done(directory.memberships(user.id())).stream()
        .filter(each -> each.room().equals(room))
        .mapToLong(Membership::mark)
        .findFirst()
        .orElse(-1);
  }

  @Test
  void must02StoresNothingOfAnAppendThatFails() {
    failure(
        log.append(
            NOWHERE,
            Optional.empty(),
            List.of(draft(NOWHERE, ADA, "a"), draft(NOWHERE, ADA, "b"))));
    addRoom(NOWHERE);
    assertEquals(List.of(), seqs(NOWHERE));
    assertEquals(Optional.empty(), done(log.find(new SendKey(NOWHERE, ADA.id(), "a"))));
    assertEquals(Optional.empty(), done(log.find(new SendKey(NOWHERE, ADA.id(), "b"))));
  }

  @Test
  void must02StoresTheNewOnesBesideDuplicates() {
    append(draft(ROOM, ADA, "a"));
    Appended appended = append(draft(ROOM, ADA, "b"), draft(ROOM, ADA, "a"), draft(ROOM, ADA, "c"));
    assertEquals(
        List.of(2L, 1L, 3L), appended.results().stream().map(each -> receipt(each).seq()).toList());
    assertEquals(List.of(2L, 3L), seqs(appended.events()));
    assertEquals(range(1, 3), seqs(ROOM));
  }

  @Test
  void must03NumbersEachRoomFromOneInTheOrderOfTheDrafts() {
    Appended first = append(draft(ROOM, ADA, "a"), draft(ROOM, BOB, "b"), draft(ROOM, ADA, "c"));
    Appended second = append(draft(ROOM, BOB, "d"), draft(ROOM, BOB, "e"));
    Appended elsewhere = append(draft(OTHER, ADA, "f"));
    assertEquals(range(1, 3), seqs(first.events()));
    assertEquals(range(4, 5), seqs(second.events()));
    assertEquals(range(1, 1), seqs(elsewhere.events()));
    assertEquals(
        List.of("a", "b", "c", "d", "e"),
        done(log.readAfter(ROOM, 0, 10)).events().stream()
            .map(event -> ((MessagePosted) event).text().substring("text of ".length()))
            .toList());
    assertEquals(5, second.head().seq());
    assertEquals(5, second.head().messages());
  }

  @Test
  void must03NumbersConcurrentAppendsWithoutAGap() {
    List<Appended> all =
        together(
            8,
            thread ->
                log.append(
                    ROOM,
                    Optional.empty(),
                    List.of(draft(ROOM, ADA, "x" + thread), draft(ROOM, ADA, "y" + thread))));
    Set<Long> given = new HashSet<>();
    for (Appended appended : all) {
      List<Long> mine = seqs(appended.events());
      assertTrue(mine.get(0) < mine.get(1));
      given.addAll(mine);
    }
    assertEquals(new HashSet<>(range(1, 16)), given);
    assertEquals(range(1, 16), seqs(ROOM));
  }

  @Test
  void must04AnswersARetryWithTheFirstReceipt() {
    Draft draft = draft(ROOM, ADA, "a");
    Appended first = append(draft);
    append(draft(ROOM, BOB, "b"));
    Appended retry = append(draft);
    assertInstanceOf(Appended.Stored.class, first.results().get(0));
    assertInstanceOf(Appended.Duplicate.class, retry.results().get(0));
    assertEquals(receipt(first.results().get(0)), receipt(retry.results().get(0)));
    assertEquals(List.of(), retry.events());
    assertEquals(2, retry.head().seq());
  }

  @Test
  void must04FindsADuplicateWithinOneAppend() {
    Appended appended = append(draft(ROOM, ADA, "a"), draft(ROOM, ADA, "a"));
    assertInstanceOf(Appended.Stored.class, appended.results().get(0));
    assertInstanceOf(Appended.Duplicate.class, appended.results().get(1));
    assertEquals(1, receipt(appended.results().get(1)).seq());
    assertEquals(range(1, 1), seqs(ROOM));
  }

  @Test
  void must04FindsADuplicateThatIsStoredInAnotherRoom() {
    append(draft(ROOM, ROOM, ADA, "a"));
    Appended elsewhere = append(draft(OTHER, ROOM, ADA, "a"));
    assertInstanceOf(Appended.Duplicate.class, elsewhere.results().get(0));
    assertEquals(ROOM, receipt(elsewhere.results().get(0)).room());
    assertEquals(List.of(), seqs(OTHER));
  }

  @Test
  void must04DistinguishesKeysByRoomAndAuthorAndClientId() {
    append(draft(ROOM, ROOM, ADA, "a"));
    Appended others =
        append(
            draft(ROOM, OTHER, ADA, "a"), draft(ROOM, ROOM, BOB, "a"), draft(ROOM, ROOM, ADA, "A"));
    assertEquals(range(2, 4), seqs(others.events()));
  }

  @Test
  void must04StoresOneOfManyWithTheSameKeyAtTheSameTime() {
    for (int round = 0; round < 10; round++) {
      String key = "same" + round;
      List<Appended> all =
          together(
              4,
              thread -> {
                RoomId room = thread % 2 == 0 ? ROOM : OTHER;
                return log.append(room, Optional.empty(), List.of(draft(room, ROOM, ADA, key)));
              });
      assertEquals(1, all.stream().filter(each -> !each.events().isEmpty()).count());
      assertEquals(1, all.stream().map(each -> receipt(each.results().get(0))).distinct().count());
    }
    assertEquals(10, seqs(ROOM).size() + seqs(OTHER).size());
  }

  @Test
  void must05NeverStoresWhatFailed() {
    failure(log.append(NOWHERE, Optional.empty(), List.of(draft(NOWHERE, ADA, "a"))));
    addRoom(NOWHERE);
    Appended again = append(draft(NOWHERE, ADA, "a"));
    assertEquals(range(1, 1), seqs(again.events()));
  }

  @Test
  void must06ShowsACompletedAppendToEveryRead() {
    MessagePosted event =
        new MessagePosted(
            ROOM,
            0,
            ADA,
            "line\n\ttab \"quoted\" \\ 'single' \ud83d\ude00 \u00e9 @Bob \u2028 \u4f60",
            AT,
            "key \ud83d\ude00",
            OptionalLong.of(1),
            List.of(new Mention(BOB, 34, 38), new Mention(EVE.renamed("Eve2"), 40, 41)));
    SendKey key = new SendKey(ROOM, ADA.id(), event.clientId());
    append(draft(ROOM, BOB, "answered"));
    Appended appended = append(new Draft(key, event));
    RoomEvent stored = event.inThread(1).withSeq(2);
    assertEquals(List.of(stored), appended.events());
    assertEquals(Optional.of(new Receipt(ROOM, 2, AT, "")), done(log.find(key)));
    assertEquals(List.of(stored), done(log.readAfter(ROOM, 1, 1)).events());
    assertEquals(List.of(stored), done(log.readBefore(ROOM, Long.MAX_VALUE, 1)).events());
    assertEquals(appended.head(), done(log.readAfter(ROOM, 0, 1)).head());
    assertEquals(Map.of(ROOM, appended.head()), done(log.heads(List.of(ROOM))));
    assertEquals(1, done(log.countUnread(ROOM, BOB.id(), 0, 10)));
  }

  @Test
  void must06KeepsTheNameAtTheTime() {
    append(draft(ROOM, ADA, "a"));
    assertTrue(done(directory.rename(ADA.id(), "Ada2")));
    assertEquals(
        "Ada", ((MessagePosted) done(log.readAfter(ROOM, 0, 1)).events().get(0)).author().name());
  }

  @Test
  void must07GivesEveryLogItsOwnEpoch() {
    Set<String> epochs = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      addRoom(NOWHERE);
      epochs.add(done(log.heads(List.of(NOWHERE))).get(NOWHERE).epoch());
      done(directory.removeRoom(NOWHERE));
    }
    assertEquals(20, epochs.size());
    assertNotEquals(
        done(log.heads(List.of(ROOM))).get(ROOM).epoch(),
        done(log.heads(List.of(OTHER))).get(OTHER).epoch());
  }

  @Test
  void must07KeepsTheEpochOfALog() {
    String epoch = done(log.heads(List.of(ROOM))).get(ROOM).epoch();
    assertEquals(epoch, append(draft(ROOM, ADA, "a")).head().epoch());
    assertEquals(epoch, done(log.readBefore(ROOM, 2, 1)).head().epoch());
  }

  @Test
  void must08RaisesTheReadMarkerOfTheAuthor() {
    done(directory.join(ROOM, Map.of(ADA.id(), 0L, BOB.id(), 0L)));
    append(draft(ROOM, ADA, "a"), draft(ROOM, BOB, "b"), draft(ROOM, EVE, "c"));
    assertEquals(1, mark(ADA, ROOM));
    assertEquals(2, mark(BOB, ROOM));
    assertEquals(-1, mark(EVE, ROOM), "posting does not make a user a member");
  }

  @Test
  void must08LeavesTheReadMarkerAtADuplicate() {
    done(directory.join(ROOM, Map.of(ADA.id(), 0L)));
    append(draft(ROOM, ADA, "a"));
    append(draft(ROOM, BOB, "b"));
    append(draft(ROOM, ADA, "a"));
    assertEquals(1, mark(ADA, ROOM));
  }

  @Test
  void must09CreatesTheConversationWithItsFirstMessage() {
    RoomId dm = BOTH.room();
    Appended appended = done(log.append(dm, Optional.of(BOTH), List.of(draft(dm, ROOM, ADA, "a"))));
    assertEquals(range(1, 1), seqs(appended.events()));
    assertEquals(RoomRecord.direct(BOTH), done(directory.rooms(List.of(dm))).get(dm));
    assertEquals(1, mark(ADA, dm));
    assertEquals(0, mark(BOB, dm));
  }

  @Test
  void must09LeavesAConversationThatExistsAsItIs() {
    RoomId dm = BOTH.room();
    done(directory.addRoom(RoomRecord.direct(BOTH), List.of(ADA.id())));
    String epoch = done(log.heads(List.of(dm))).get(dm).epoch();
    Appended first = done(log.append(dm, Optional.of(BOTH), List.of(draft(dm, ADA, "a"))));
    Appended second = done(log.append(dm, Optional.of(BOTH), List.of(draft(dm, BOB, "b"))));
    assertEquals(epoch, first.head().epoch());
    assertEquals(2, second.head().seq());
    assertEquals(1, mark(ADA, dm));
    assertEquals(2, mark(BOB, dm), "who had not opened it is a member from its first message on");
  }

  @Test
  void must09CreatesOneConversationForConcurrentAppends() {
    RoomId dm = BOTH.room();
    List<Appended> all =
        together(
            6,
            thread -> {
              User author = thread % 2 == 0 ? ADA : BOB;
              return log.append(dm, Optional.of(BOTH), List.of(draft(dm, author, "k" + thread)));
            });
    assertEquals(1, all.stream().map(each -> each.head().epoch()).distinct().count());
    assertEquals(range(1, 6), seqs(dm));
  }

  @Test
  void must10FailsForARoomThatDoesNotExist() {
    failure(log.append(NOWHERE, Optional.empty(), List.of(draft(NOWHERE, ADA, "a"))));
    failure(log.readAfter(NOWHERE, 0, 1));
    failure(log.readBefore(NOWHERE, Long.MAX_VALUE, 1));
    failure(log.countUnread(NOWHERE, ADA.id(), 0, 1));
  }

  @Test
  void must10FailsForARoomThatIsNoMore() {
    append(draft(ROOM, ADA, "a"));
    done(directory.removeRoom(ROOM));
    failure(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "b"))));
    failure(log.readAfter(ROOM, 0, 1));
    failure(log.readBefore(ROOM, Long.MAX_VALUE, 1));
  }

  @Test
  void leavesOutTheHeadsOfRoomsThatDoNotExist() {
    assertEquals(Set.of(ROOM), done(log.heads(List.of(ROOM, NOWHERE))).keySet());
    assertEquals(Map.of(), done(log.heads(List.of())));
  }

  @Test
  void readsAnEmptyLog() {
    LogPage page = done(log.readBefore(ROOM, Long.MAX_VALUE, 5));
    assertEquals(List.of(), page.events());
    assertEquals(0, page.head().seq());
    assertEquals(0, page.head().floor());
    assertEquals(0, page.head().messages());
    assertFalse(page.head().epoch().isEmpty());
  }

  @Test
  void readsBeyondTheEndsAsNothing() {
    append(draft(ROOM, ADA, "a"), draft(ROOM, ADA, "b"));
    assertEquals(List.of(), done(log.readAfter(ROOM, 2, 5)).events());
    assertEquals(List.of(), done(log.readAfter(ROOM, 99, 5)).events());
    assertEquals(List.of(), done(log.readAfter(ROOM, Long.MAX_VALUE, 5)).events());
    assertEquals(List.of(), done(log.readBefore(ROOM, 1, 5)).events());
    assertEquals(List.of(), done(log.readBefore(ROOM, 0, 5)).events());
    assertEquals(range(1, 2), seqs(done(log.readBefore(ROOM, 99, 5)).events()));
  }

  @Test
  void countsMessagesOfOtherUsersUpToTheMaximum() {
    for (int i = 0; i < 6; i++) {
      append(draft(ROOM, ADA, "a" + i), draft(ROOM, BOB, "b" + i));
    }
    assertEquals(6, done(log.countUnread(ROOM, ADA.id(), 0, 100)));
    assertEquals(12, done(log.countUnread(ROOM, EVE.id(), 0, 100)));
    assertEquals(5, done(log.countUnread(ROOM, EVE.id(), 7, 100)));
    assertEquals(3, done(log.countUnread(ROOM, EVE.id(), 7, 3)));
    assertEquals(0, done(log.countUnread(ROOM, EVE.id(), 12, 100)));
  }

  @Test
  void countsWhatIsUnreadInManyRoomsAtATime() {
    append(draft(ROOM, ADA, "a"), draft(ROOM, BOB, "b"), draft(ROOM, BOB, "c"));
    Map<RoomId, Long> marks = new HashMap<>(Map.of(ROOM, 1L, OTHER, 0L, NOWHERE, 0L));
    assertEquals(Map.of(ROOM, 2, OTHER, 0), done(log.countUnread(ADA.id(), marks, 100)));
    assertEquals(Map.of(ROOM, 1, OTHER, 0), done(log.countUnread(ADA.id(), marks, 1)));
    assertEquals(Map.of(), done(log.countUnread(ADA.id(), Map.of(), 1)));
    for (int i = 0; i < 2_000; i++) {
      marks.put(RoomId.of("nowhere" + i), 0L);
    }
    assertEquals(Map.of(ROOM, 2, OTHER, 0), done(log.countUnread(ADA.id(), marks, 100)));
  }

  /** Random appends and reads against lists and a map. */
  @Test
  void agreesWithAModel() {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      List<RoomId> rooms = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        rooms.add(RoomId.of("model-" + seed + "-" + i));
        addRoom(rooms.get(i));
      }
      new Model(rooms).run(random, 150);
    }
  }

  private final class Model {
    private final List<RoomId> rooms;
    private final Map<RoomId, List<RoomEvent>> events = new HashMap<>();
    private final Map<SendKey, Receipt> receipts = new HashMap<>();

    Model(List<RoomId> rooms) {
      this.rooms = rooms;
      rooms.forEach(room -> events.put(room, new ArrayList<>()));
    }

    void run(Random random, int steps) {
      for (int step = 0; step < steps; step++) {
        RoomId room = any(random, rooms);
        switch (random.nextInt(5)) {
          case 0, 1 -> append(random, room);
          case 2 -> readAfter(room, random.nextInt(20), 1 + random.nextInt(10));
          case 3 -> readBefore(room, random.nextInt(20), 1 + random.nextInt(10));
          default -> count(room, any(random, List.of(ADA, BOB)).id(), random.nextInt(20));
        }
      }
      receipts.forEach((key, receipt) -> assertEquals(Optional.of(receipt), done(log.find(key))));
    }

    private static <T> T any(Random random, List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    private void append(Random random, RoomId room) {
      List<Draft> drafts = new ArrayList<>();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        User author = any(random, List.of(ADA, BOB));
        drafts.add(draft(room, any(random, rooms), author, "k" + random.nextInt(60)));
      }
      Appended appended = done(log.append(room, Optional.empty(), drafts));
      List<RoomEvent> held = events.get(room);
      for (int i = 0; i < drafts.size(); i++) {
        Draft draft = drafts.get(i);
        Receipt before = receipts.get(draft.key());
        if (before == null) {
          RoomEvent stored = draft.event().withSeq(held.size() + 1L);
          held.add(stored);
          receipts.put(draft.key(), Receipt.of(stored));
          assertEquals(new Appended.Stored(stored), appended.results().get(i));
        } else {
          assertEquals(new Appended.Duplicate(before), appended.results().get(i));
        }
      }
      assertEquals(held.size(), appended.head().seq());
      assertEquals(held.size(), appended.head().messages());
    }

    private void readAfter(RoomId room, long after, int limit) {
      List<RoomEvent> expected =
          events.get(room).stream().filter(event -> event.seq() > after).limit(limit).toList();
      assertEquals(expected, done(log.readAfter(room, after, limit)).events());
    }

    private void readBefore(RoomId room, long before, int limit) {
      List<RoomEvent> older =
          events.get(room).stream().filter(event -> event.seq() < before).toList();
      List<RoomEvent> expected = older.subList(Math.max(0, older.size() - limit), older.size());
      assertEquals(expected, done(log.readBefore(room, before, limit)).events());
    }

    private void count(RoomId room, UserId reader, long mark) {
      long expected =
          events.get(room).stream()
              .filter(event -> event.seq() > mark)
              .filter(event -> !((MessagePosted) event).author().id().equals(reader))
              .count();
      int max = 5;
      assertEquals(Math.min(max, expected), (int) done(log.countUnread(room, reader, mark, max)));
    }
  }

  @Test
  void must14StoresAnUnknownEventAndReturnsItUnchanged() {
    Draft about = Samples.unknown(ROOM, ADA, "u1", OptionalLong.of(1));
    Draft alone = Samples.unknown(ROOM, BOB, "u2", OptionalLong.empty());
    done(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "k1"), about, alone)));

    List<RoomEvent> events = done(log.readAfter(ROOM, 0, 10)).events();

    assertEquals(about.event().withSeq(2), events.get(1));
    assertEquals(alone.event().withSeq(3), events.get(2));
    assertEquals(events, done(log.readLast(ROOM, 10)).events());
    assertEquals(1, done(log.readLast(ROOM, 10)).head().messages());
    assertEquals("crown_placed 1", done(log.find(about.key())).orElseThrow().subject());
    assertEquals("", done(log.find(draft(ROOM, ADA, "k1").key())).orElseThrow().subject());
  }

  @Test
  void countsMessagesAndNothingElse() {
    done(log.append(ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "k1"))));
    for (int i = 2; i <= 5; i++) {
      done(
          log.append(
              ROOM, Optional.empty(), List.of(Samples.topic(ROOM, ADA, "t" + i, "Topic " + i))));
    }
    done(
        log.append(
            ROOM, Optional.empty(), List.of(draft(ROOM, ADA, "k6"), draft(ROOM, BOB, "k7"))));

    assertEquals(2, done(log.countUnread(ROOM, BOB.id(), 0, 10)));
    assertEquals(1, done(log.countUnread(ROOM, BOB.id(), 1, 10)));
    LogHead head = done(log.heads(List.of(ROOM))).get(ROOM);
    assertEquals(7, head.seq());
    assertEquals(3, head.messages());
  }

  @Test
  void fillsPagesThatEndByMessages() {
    Draft about = Samples.unknown(ROOM, ADA, "u1", OptionalLong.of(1));
    List<Draft> drafts = new ArrayList<>();
    drafts.add(Samples.topic(ROOM, ADA, "t1", "One"));
    drafts.add(draft(ROOM, ADA, "k2"));
    drafts.add(Samples.topic(ROOM, ADA, "t3", "Three"));
    drafts.add(about);
    drafts.add(draft(ROOM, ADA, "k5"));
    drafts.add(Samples.topic(ROOM, ADA, "t6", "Six"));
    drafts.add(Samples.topic(ROOM, ADA, "t7", "Seven"));
    done(log.append(ROOM, Optional.empty(), drafts));

    assertEquals(List.of(5L, 6L, 7L), page(log.readBefore(ROOM, Long.MAX_VALUE, 1)));
    assertEquals(List.of(2L, 3L, 5L, 6L, 7L), page(log.readBefore(ROOM, Long.MAX_VALUE, 2)));
    assertEquals(List.of(1L, 2L, 3L, 5L, 6L, 7L), page(log.readBefore(ROOM, 8, 3)));
    assertEquals(List.of(2L, 3L), page(log.readBefore(ROOM, 5, 1)));
    assertEquals(List.of(1L), page(log.readBefore(ROOM, 2, 1)));
    assertEquals(List.of(3L, 4L, 5L), page(log.readAfter(ROOM, 2, 3)));
    assertEquals(List.of(6L, 7L), page(log.readLast(ROOM, 2)));
  }

  @Test
  void must13ChangesTheRoomTogetherWithTheEvent() {
    Appended appended =
        done(
            log.append(
                ROOM,
                Optional.empty(),
                List.of(
                    Samples.topic(ROOM, ADA, "t1", "Tea"),
                    Samples.topic(ROOM, ADA, "t2", "Tea"),
                    Samples.name(ROOM, ADA, "n1", "Another name"),
                    Samples.topic(ROOM, ADA, "t3", ""))));

    assertEquals(List.of(1L, 2L, 3L), appended.events().stream().map(RoomEvent::seq).toList());
    assertInstanceOf(Appended.Unchanged.class, appended.results().get(1));
    RoomRecord room = done(directory.rooms(List.of(ROOM))).get(ROOM);
    assertEquals("Another name", room.name());
    assertEquals("", room.topic());
    assertEquals(Optional.empty(), done(log.find(Samples.topic(ROOM, ADA, "t2", "").key())));
    assertEquals(
        RoomChanged.SUBJECT,
        done(log.find(Samples.topic(ROOM, ADA, "t1", "").key())).orElseThrow().subject());
  }

  @Test
  void must13KeepsTheNamesOfPublicRoomsUnique() {
    RoomId first = RoomId.of("first");
    RoomId second = RoomId.of("second");
    done(directory.addRoom(RoomRecord.open(first, "First"), List.of(ADA.id())));
    done(directory.addRoom(RoomRecord.open(second, "Second"), List.of(ADA.id())));

    Appended taken =
        done(
            log.append(
                second,
                Optional.empty(),
                List.of(
                    Samples.name(second, ADA, "n1", "FIRST"),
                    Samples.name(second, ADA, "n2", "F\u0456rst"),
                    Samples.name(second, ADA, "n3", "SECOND"))));

    Appended.Result nameTaken = new Appended.Rejected(Appended.Cause.NAME_TAKEN);
    assertEquals(nameTaken, taken.results().get(0));
    assertEquals(nameTaken, taken.results().get(1));
    assertInstanceOf(Appended.Stored.class, taken.results().get(2));
    assertEquals(1, taken.head().seq());
    done(log.append(first, Optional.empty(), List.of(Samples.name(first, ADA, "n4", "Fresh"))));
    Appended free =
        done(
            log.append(
                second, Optional.empty(), List.of(Samples.name(second, ADA, "n5", "First"))));
    assertInstanceOf(Appended.Stored.class, free.results().get(0));
    assertEquals(
        RoomDirectory.Addition.NAME_TAKEN,
        done(directory.addRoom(RoomRecord.open(RoomId.of("third"), "fresh"), List.of(ADA.id()))));
  }

  private static List<Long> page(CompletionStage<LogPage> read) {
    return seqs(done(read).events());
  }
}
