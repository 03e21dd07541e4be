package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.OpenConversation;
import chat.core.event.MessagePosted;
import chat.core.event.RoomChanged;
import chat.core.event.RoomEvent;
import chat.core.event.Signal.RoomsChanged;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of the name and topic of a room by its author. */
final class ChangeRoomTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private RoomId room;

  @BeforeEach
  void createRoom() {
    room = ada.does(new CreatePublicRoom("Tea")).room().info().id();
    ada.joins(room);
    bob.joins(room);
    chat.pass(Duration.ofSeconds(5));
    bob.heard();
  }

  private ChangeRoom.Changed topic(String key, String topic) {
    return ada.does(new ChangeRoom(room, key, Optional.empty(), Optional.of(topic)));
  }

  private ChangeRoom name(String key, String name) {
    return new ChangeRoom(room, key, Optional.of(name), Optional.empty());
  }

  @Test
  void broadcastsAChangeToMembersInOrderAndToRoomLists() {
    TestClient elsewhere = chat.connect("Eve");
    ada.says(room, "before");
    ChangeRoom.Changed stored = topic("k", "  Green tea ");
    ada.says(room, "after");

    assertEquals(OptionalLong.of(2), stored.seq());
    List<RoomEvent> heard = bob.heard(RoomEvent.class);
    assertEquals(List.of(1L, 2L, 3L), heard.stream().map(RoomEvent::seq).toList());
    RoomChanged change = (RoomChanged) heard.get(1);
    assertEquals(Optional.of("Green tea"), change.topic());
    assertEquals(Optional.empty(), change.name());
    assertEquals(ada.user(), change.author());
    chat.pass(Duration.ofSeconds(5));
    List<RoomInfo> told =
        elsewhere.heard(RoomsChanged.class).stream()
            .flatMap(each -> each.rooms().stream())
            .filter(each -> each.id().equals(room))
            .toList();
    assertEquals("Green tea", told.get(told.size() - 1).topic());
    assertEquals("Green tea", bob.joins(room).room().info().topic());
  }

  @Test
  void countsNoMessage() {
    ada.says(room, "one");
    topic("k1", "a");
    topic("k2", "b");

    JoinRoom.Joined joined = bob.joins(room);

    assertEquals(1, joined.room().info().messageCount());
    assertEquals(1, joined.room().unread().orElseThrow());
    assertEquals(3, joined.head().seq());
  }

  @Test
  void returnsTheFirstOutcomeForARepetition() {
    ChangeRoom.Changed first = topic("k", "a");
    topic("k2", "b");
    ChangeRoom.Changed again = topic("k", "a");

    assertTrue(again.duplicate());
    assertEquals(first.seq(), again.seq());
    assertEquals("b", bob.joins(room).room().info().topic());
    assertEquals("client_id", ada.invalid(new PostMessage(room, "text", "k")));
    ada.does(new PostMessage(room, "text", "k3"));
    assertEquals("client_id", ada.invalid(name("k3", "Other")));
  }

  @Test
  void storesNoEventWhenNothingChanges() {
    topic("k1", "a");
    ChangeRoom.Changed unchanged = topic("k2", "a");
    ChangeRoom.Changed nothing =
        ada.does(new ChangeRoom(room, "k3", Optional.empty(), Optional.empty()));

    assertEquals(OptionalLong.empty(), unchanged.seq());
    assertEquals(Optional.empty(), unchanged.at());
    assertFalse(unchanged.duplicate());
    assertEquals(OptionalLong.empty(), nothing.seq());
    assertEquals(1, bob.joins(room).head().seq());
    assertEquals(OptionalLong.of(2), topic("k2", "b").seq());
  }

  @Test
  void rejectsInvalidChanges() {
    assertEquals(Refusal.FORBIDDEN, bob.refused(name("k", "Mine")));
    assertEquals(Refusal.NAME_TAKEN, ada.refused(name("k", "GENERAL")));
    assertEquals("name", ada.invalid(name("k", " ")));
    assertEquals("name", ada.invalid(name("k", "x".repeat(65))));
    Optional<String> none = Optional.empty();
    assertEquals(
        "topic", ada.invalid(new ChangeRoom(room, "k", none, Optional.of("x".repeat(251)))));
    assertEquals("topic", ada.invalid(new ChangeRoom(room, "k", none, Optional.of("a\nb"))));
    assertEquals("client_id", ada.invalid(name("", "Fine")));
    RoomId pair = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    assertEquals("room", ada.invalid(new ChangeRoom(pair, "k", none, Optional.of("a"))));
    assertEquals(
        Refusal.FORBIDDEN, ada.refused(new ChangeRoom(GENERAL, "k", none, Optional.of("a"))));
    ada.does(name("k", "Fine"));
    assertEquals("Fine", bob.joins(room).room().info().name());
  }

  @Test
  void returnsChangesOnResumeAndInPages() {
    ada.says(room, "one");
    Position cursor = bob.joins(room).head();
    topic("k1", "a");
    ada.says(room, "two");
    topic("k2", "b");

    JoinRoom.Joined resumed =
        bob.does(new JoinRoom(room, Optional.of(cursor), OptionalInt.empty(), false));
    assertEquals(List.of(2L, 3L, 4L), seqs(resumed.events()));
    assertEquals(OptionalLong.empty(), resumed.from());

    JoinRoom.Joined page = bob.does(new JoinRoom(room, Optional.empty(), OptionalInt.of(1), false));
    assertEquals(List.of(3L, 4L), seqs(page.events()));
    assertEquals(OptionalLong.of(3), page.from());
    assertTrue(page.more());

    var older =
        bob.does(
            new ReadHistory(room, OptionalLong.of(3), OptionalLong.empty(), OptionalInt.of(1)));
    assertEquals(List.of(1L, 2L), seqs(older.events()));
    assertEquals(OptionalLong.of(1), older.from());
    assertFalse(older.more());
    assertTrue(older.events().get(0) instanceof MessagePosted);
  }

  private static List<Long> seqs(List<RoomEvent> events) {
    return events.stream().map(RoomEvent::seq).toList();
  }

  @Test
  void appliesTwoChangesOfOneBatchInOrder() {
    List<Outcome<ChangeRoom.Changed>> first = ada.ask(name("k1", "First"));
    List<Outcome<ChangeRoom.Changed>> second = ada.ask(name("k2", "First"));
    List<Outcome<ChangeRoom.Changed>> third = ada.ask(name("k3", "Third"));
    chat.settle();

    assertEquals(OptionalLong.of(1), accepted(first).seq());
    assertEquals(OptionalLong.empty(), accepted(second).seq());
    assertEquals(OptionalLong.of(2), accepted(third).seq());
    assertEquals("Third", bob.joins(room).room().info().name());
  }

  private static ChangeRoom.Changed accepted(List<Outcome<ChangeRoom.Changed>> outcomes) {
    return ((Outcome.Accepted<ChangeRoom.Changed>) outcomes.get(0)).reply();
  }
}
