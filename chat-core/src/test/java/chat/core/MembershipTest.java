package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListMembers;
import chat.core.command.room.OpenConversation;
import chat.core.event.MessagePosted;
import chat.core.event.Signal;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MembershipTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  private static List<Command<?>> commandsOfMembers(RoomId room) {
    return List.of(
        new PostMessage(room, "hello", "some key"),
        new PostMessage(room, "@ada psst", "another key"),
        new SetTyping(room, true),
        new MarkRead(room, 0));
  }

  private static List<Command<?>> commandsOfReaders(RoomId room) {
    return List.of(
        new ListMembers(room, Optional.empty(), OptionalInt.empty()),
        new ReadHistory(room, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()));
  }

  private List<RoomId> ownRooms(TestClient client) {
    return client.does(new Hello()).rooms().stream()
        .filter(RoomView::member)
        .map(view -> view.info().id())
        .toList();
  }

  @Test
  void knowsTheMembershipsOfAUser() {
    RoomId pair = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    assertFalse(ada.connection().belongsTo(GENERAL));
    ada.ask(new JoinRoom(GENERAL));
    assertFalse(ada.connection().belongsTo(GENERAL), "it is under way");
    chat.settle();

    assertTrue(ada.connection().belongsTo(GENERAL));
    assertTrue(bob.connection().belongsTo(pair), "without joining");
    assertFalse(bob.connection().belongsTo(GENERAL));
    assertFalse(chat.connect("Eve").connection().belongsTo(pair));
    assertFalse(chat.chat().stranger().belongsTo(pair));
    ada.does(new LeaveRoom(GENERAL));
    assertFalse(ada.connection().belongsTo(GENERAL));
  }

  @Test
  void knowsTheMembershipsOfAUserAfterAReconnect() {
    ada.joins(GENERAL);
    ada.close();
    chat.pass(Duration.ofHours(1)); // nothing of ada is in memory any more

    TestClient back = chat.connect("Ada");
    back.does(new Hello());
    assertTrue(back.connection().belongsTo(GENERAL));
  }

  @Test
  void letsNonMembersOfAPublicRoomReadButNotPost() {
    for (Command<?> command : commandsOfMembers(GENERAL)) {
      assertEquals(Refusal.NOT_MEMBER, bob.refused(command), command.toString());
    }
    for (Command<?> command : commandsOfReaders(GENERAL)) {
      bob.does(command);
    }
    bob.does(new LeaveRoom(GENERAL));
    bob.does(new JoinRoom(GENERAL));
  }

  @Test
  void hidesACodeRoomFromNonMembers() {
    RoomId room = ada.does(new CreateCodeRoom(Optional.empty())).room().info().id();
    ada.says(room, "secret");
    for (Command<?> command : commandsOfMembers(room)) {
      assertEquals(Refusal.NOT_FOUND, bob.refused(command), command.toString());
    }
    for (Command<?> command : commandsOfReaders(room)) {
      assertEquals(Refusal.NOT_FOUND, bob.refused(command), command.toString());
    }
    assertEquals(Refusal.NOT_FOUND, bob.refused(new LeaveRoom(room)));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinRoom(room)));
  }

  @Test
  void hidesAConversationFromOthers() {
    RoomId room = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(room, "secret");
    TestClient eve = chat.connect("Eve");
    for (Command<?> command : commandsOfMembers(room)) {
      assertEquals(Refusal.NOT_FOUND, eve.refused(command), command.toString());
    }
    for (Command<?> command : commandsOfReaders(room)) {
      assertEquals(Refusal.NOT_FOUND, eve.refused(command), command.toString());
    }
    assertEquals(Refusal.NOT_FOUND, eve.refused(new LeaveRoom(room)));
    assertEquals(Refusal.NOT_FOUND, eve.refused(new JoinRoom(room)));
  }

  @Test
  void rejectsCommandsForARoomThatDoesNotExist() {
    for (RoomId room : List.of(RoomId.of("nowhere"), RoomId.of("dm.ada.eve"))) {
      for (Command<?> command : commandsOfMembers(room)) {
        assertEquals(Refusal.NOT_FOUND, bob.refused(command), command.toString());
      }
      for (Command<?> command : commandsOfReaders(room)) {
        assertEquals(Refusal.NOT_FOUND, bob.refused(command), command.toString());
      }
      assertEquals(Refusal.NOT_FOUND, bob.refused(new LeaveRoom(room)));
      assertEquals(Refusal.NOT_FOUND, bob.refused(new JoinRoom(room)));
    }
  }

  @Test
  void letsMembersDoEverythingInEveryKindOfRoom() {
    TestClient eve = chat.connect("Eve");
    RoomView coded = eve.does(new CreateCodeRoom(Optional.empty())).room();
    bob.does(new JoinByCode(coded.code().orElseThrow()));
    bob.joins(GENERAL);
    RoomId dm = bob.does(new OpenConversation(eve.user().id())).room().info().id();
    for (RoomId room : List.of(GENERAL, coded.info().id(), dm)) {
      commandsOfReaders(room).forEach(bob::does);
      bob.does(new PostMessage(room, "hello", "key"));
      bob.does(new SetTyping(room, true));
      bob.does(new MarkRead(room, 1));
      bob.does(new JoinRoom(room));
    }
  }

  @Test
  void appliesToAllConnectionsOfAUser() {
    TestClient second = chat.connect("Bob");
    bob.joins(GENERAL);
    second.says(GENERAL, "from the other one");
    assertEquals(List.of("from the other one"), bob.texts());
    assertEquals(List.of(), second.texts(), "this connection has not joined");
  }

  @Test
  void announcesAMembershipToTheOtherConnections() {
    TestClient second = chat.connect("Bob");
    bob.joins(GENERAL);
    List<Signal.RoomShown> shown = second.heard(Signal.RoomShown.class);
    assertEquals(1, shown.size());
    assertTrue(shown.get(0).room().member());
    assertEquals(List.of(), bob.heard(Signal.RoomShown.class));
  }

  @Test
  void outlivesReconnectsAndRestarts() {
    MemoryStore store = new MemoryStore(new Random(3));
    TestChat before = new TestChat(store);
    TestClient first = before.connect("Ada");
    first.joins(GENERAL);
    first.says(GENERAL, "one");
    first.close();
    TestClient again = before.connect("Ada");
    again.says(GENERAL, "two");
    TestChat after = new TestChat(store);
    TestClient restarted = after.connect("Ada");
    assertEquals(3, restarted.does(new PostMessage(GENERAL, "three", "new key")).seq());
    assertEquals(List.of(GENERAL), ownRooms(restarted));
  }

  @Test
  void endsOnAllConnectionsAtOnce() {
    TestClient second = chat.connect("Bob");
    TestClient third = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    second.joins(GENERAL);
    for (TestClient client : List.of(ada, bob, second, third)) {
      client.heard();
    }
    assertEquals(new LeaveRoom.Left(GENERAL), bob.does(new LeaveRoom(GENERAL)));
    assertEquals(
        List.of(new Signal.UserLeft(GENERAL, bob.user(), 1)), ada.heard(Signal.UserLeft.class));
    assertEquals(List.of(), bob.heard());
    assertEquals(List.of(new Signal.LeftElsewhere(GENERAL)), second.heard());
    assertEquals(List.of(new Signal.LeftElsewhere(GENERAL)), third.heard());
    ada.says(GENERAL, "gone?");
    assertEquals(List.of(), bob.texts());
    assertEquals(List.of(), second.texts());
    assertEquals(Refusal.NOT_MEMBER, second.refused(second.post(GENERAL, "no")));
    assertEquals(List.of(), ownRooms(bob));
  }

  @Test
  void acceptsALeaveOfANonMember() {
    TestClient second = chat.connect("Bob");
    assertEquals(new LeaveRoom.Left(GENERAL), bob.does(new LeaveRoom(GENERAL)));
    assertEquals(List.of(), second.heard());
  }

  @Test
  void keepsConversationsForEver() {
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    assertEquals("room", ada.invalid(new LeaveRoom(dm)));
    ada.says(dm, "still here");
    assertEquals(List.of("still here"), bob.texts());
    assertEquals("room", bob.invalid(new LeaveRoom(dm)));
  }

  @Test
  void beginsWithTheReadMarkerAtTheHead() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "one");
    ada.says(GENERAL, "two");
    assertEquals(OptionalInt.of(0), bob.joins(GENERAL).room().unread());
    assertEquals(2, bob.does(new MarkRead(GENERAL, 0)).seq());
  }

  @Test
  void keepsTheReadMarkerOverJoiningAgainButNotOverLeaving() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.says(GENERAL, "one");
    ada.says(GENERAL, "two");
    assertEquals(OptionalInt.of(2), bob.joins(GENERAL).room().unread());
    assertEquals(OptionalInt.of(2), chat.connect("Bob").joins(GENERAL).room().unread());
    bob.does(new LeaveRoom(GENERAL));
    assertEquals(OptionalInt.of(0), bob.joins(GENERAL).room().unread());
    assertEquals(2, bob.does(new MarkRead(GENERAL, 0)).seq());
  }

  @Test
  void makesTheAuthorOfARoomAMemberWhoIsNotPresent() {
    RoomView room = ada.does(new CreateCodeRoom(Optional.of("Den"))).room();
    assertTrue(room.member());
    assertEquals(0, room.info().userCount());
    assertEquals(OptionalInt.of(0), room.unread());
    assertEquals(List.of(room.info().id()), ownRooms(ada));
    ada.says(room.info().id(), "first");
    assertEquals(List.of(), ada.texts());
  }

  @Test
  void sendsTheReplyBeforeTheFirstLiveEvent() {
    ada.joins(GENERAL);
    ada.ask(ada.post(GENERAL, "before"));
    bob.log();
    bob.ask(new JoinRoom(GENERAL));
    ada.ask(ada.post(GENERAL, "after"));
    chat.settle();
    List<Object> log = bob.log();
    assertEquals(2, log.size(), log.toString());
    assertFalse(log.get(0) instanceof MessagePosted);
    assertEquals("after", ((MessagePosted) log.get(1)).text());
  }

  @Test
  void admitsAllUsersWhoJoinDuringACommitInTheNext() {
    ShakyStore store = new ShakyStore();
    TestChat busy = store.chat();
    List<TestClient> people = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      people.add(busy.connect("Person" + i));
    }
    store.holds("join");
    List<List<Outcome<JoinRoom.Joined>>> outcomes = new ArrayList<>();
    outcomes.add(people.get(0).ask(new JoinRoom(GENERAL)));
    busy.settle();
    people.subList(1, 30).forEach(each -> outcomes.add(each.ask(new JoinRoom(GENERAL))));
    busy.settle();
    int commits = 0;
    while (store.step()) {
      commits++;
      busy.settle();
    }
    assertEquals(2, commits);
    for (int i = 0; i < 30; i++) {
      assertEquals(1, outcomes.get(i).size());
      assertTrue(outcomes.get(i).get(0) instanceof Outcome.Accepted<JoinRoom.Joined>);
      people.get(i).says(GENERAL, "I am a member");
    }
  }

  @Test
  void rejectsAllJoinsOfACommitThatFails() {
    ShakyStore store = new ShakyStore();
    TestChat busy = store.chat();
    TestClient cleo = busy.connect("Cleo");
    TestClient dan = busy.connect("Dan");
    store.fails("join", ShakyStore.Fault.LOST);
    List<Outcome<JoinRoom.Joined>> first = cleo.ask(new JoinRoom(GENERAL));
    List<Outcome<JoinRoom.Joined>> second = dan.ask(new JoinRoom(GENERAL));
    assertThrows(AssertionError.class, busy::settle); // the failure of the store is reported
    assertEquals(1, busy.takeFailures().size());
    for (List<Outcome<JoinRoom.Joined>> outcomes : List.of(first, second)) {
      Outcome.Refused<JoinRoom.Joined> refused = (Outcome.Refused<JoinRoom.Joined>) outcomes.get(0);
      assertEquals(Refusal.UNAVAILABLE, refused.refusal());
    }
    cleo.joins(GENERAL);
    dan.joins(GENERAL);
  }
}
