package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ShakyStore.Fault;
import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.model.RoomId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StoreFailuresTest {
  private static final RoomId DM = RoomId.of("dm.ada.bob");

  private final ShakyStore store = new ShakyStore();
  private final TestChat chat = store.chat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
  }

  /** Runs everything that is ready, and discards the reported failures. */
  private List<Throwable> settle() {
    try {
      chat.settle();
    } catch (AssertionError reported) {
      return chat.takeFailures();
    }
    return List.of();
  }

  private void pass(Duration time) {
    try {
      chat.pass(time);
    } catch (AssertionError reported) {
      assertFalse(chat.takeFailures().isEmpty());
    }
  }

  private <R extends Reply> Outcome<R> shaky(TestClient client, Command<R> command) {
    List<Outcome<R>> outcomes = client.ask(command);
    settle();
    assertEquals(1, outcomes.size(), command.toString());
    return outcomes.get(0);
  }

  private <R extends Reply> void unavailable(TestClient client, Command<R> command) {
    Outcome<R> outcome = shaky(client, command);
    assertTrue(
        outcome instanceof Outcome.Refused<R> refused && refused.refusal() == Refusal.UNAVAILABLE,
        outcome.toString());
  }

  private static List<Long> seqs(TestClient client) {
    return client.heard(MessagePosted.class).stream().map(RoomEvent::seq).toList();
  }

  @Test
  void answersUnavailableWhenAnAppendIsLost() {
    PostMessage post = ada.post(GENERAL, "one");
    store.fails("append", Fault.LOST);
    unavailable(ada, post);
    assertEquals(List.of(), seqs(bob));
    PostMessage.Sent sent = ada.does(post);
    assertFalse(sent.duplicate());
    assertEquals(List.of(1L), seqs(bob));
  }

  @Test
  void broadcastsOnceWhatAnUncertainAppendStored() {
    PostMessage post = ada.post(GENERAL, "one");
    store.fails("append", Fault.UNCERTAIN);
    unavailable(ada, post);
    assertEquals(List.of(1L), seqs(bob));
    PostMessage.Sent retry = ada.does(post);
    assertTrue(retry.duplicate());
    assertEquals(1, retry.seq());
    assertEquals(List.of(), seqs(bob));
    assertEquals(2, ada.says(GENERAL, "two").seq());
    assertEquals(List.of(2L), seqs(bob));
    assertEquals(List.of(1L, 2L), seqs(ada));
  }

  @Test
  void raisesTheReadMarkerToWhatAnUncertainAppendStored() {
    bob.says(GENERAL, "before");
    store.fails("append", Fault.UNCERTAIN);
    unavailable(ada, ada.post(GENERAL, "one"));
    assertEquals(2, ada.does(new MarkRead(GENERAL, 0)).seq());
  }

  @Test
  void answersAllCommandsOfTheSameAppend() {
    store.fails("append", Fault.UNCERTAIN);
    List<PostMessage> posts =
        List.of(ada.post(GENERAL, "a"), ada.post(GENERAL, "b"), ada.post(GENERAL, "c"));
    var outcomes = posts.stream().map(ada::ask).toList();
    settle();
    outcomes.forEach(each -> assertTrue(each.get(0) instanceof Outcome.Refused<?>));
    assertEquals(List.of(1L, 2L, 3L), seqs(bob));
    for (int i = 0; i < posts.size(); i++) {
      assertEquals(i + 1, ada.does(posts.get(i)).seq());
    }
  }

  @Test
  void appendsNothingUntilTheLogCanBeReadAgain() {
    store.fails("append", Fault.UNCERTAIN);
    for (int i = 0; i < 3; i++) {
      store.fails("readAfter", Fault.LOST);
    }
    unavailable(ada, ada.post(GENERAL, "one"));
    unavailable(bob, bob.post(GENERAL, "two"));
    assertEquals(List.of(), seqs(bob));
    pass(Duration.ofMillis(100));
    unavailable(bob, bob.post(GENERAL, "three"));
    pass(Duration.ofMillis(200));
    chat.takeFailures();
    pass(Duration.ofMillis(400));
    assertEquals(List.of(1L), seqs(bob));
    assertEquals(2, bob.says(GENERAL, "four").seq());
    assertEquals(List.of(2L), seqs(bob));
    assertEquals(List.of(1L, 2L), seqs(ada));
  }

  @Test
  void createsAConversationOnceWhenItsFirstAppendIsUncertain() {
    PostMessage post = ada.post(GENERAL, "@bob hi");
    store.fails("append", Fault.UNCERTAIN);
    unavailable(ada, post);
    assertEquals(List.of(1L), seqs(bob));
    assertTrue(ada.does(post).duplicate());
    assertEquals(2, bob.says(DM, "hi").seq());
    assertEquals(List.of(1L, 2L), seqs(ada));
  }

  @Test
  void createsNoConversationWhenItsFirstAppendIsLost() {
    PostMessage post = ada.post(GENERAL, "@bob hi");
    store.fails("append", Fault.LOST);
    unavailable(ada, post);
    assertEquals(Refusal.NOT_FOUND, ada.refused(ada.post(DM, "hello")));
    store.fails("append", Fault.LOST);
    store.fails("heads", Fault.LOST);
    unavailable(ada, post);
    pass(Duration.ofMillis(100));
    assertEquals(1, ada.does(post).seq());
    assertEquals(List.of(1L), seqs(bob));
  }

  @Test
  void reportsEveryFailure() {
    store.fails("append", Fault.LOST);
    ada.ask(ada.post(GENERAL, "one"));
    List<Throwable> reported = settle();
    assertEquals(1, reported.size());
    assertEquals("append fails", reported.get(0).getMessage());
  }

  @Test
  void retriesLoadingARoom() {
    RoomId room = ada.does(new CreatePublicRoom("Other")).room().info().id();
    TestChat restarted = store.chat();
    TestClient cleo = restarted.connect("Cleo");
    for (String call : List.of("rooms", "readLast")) {
      store.fails(call, Fault.LOST);
      List<Outcome<JoinRoom.Joined>> joined = cleo.ask(new JoinRoom(room));
      try {
        restarted.settle();
      } catch (AssertionError expected) {
        assertEquals(1, restarted.takeFailures().size());
      }
      assertTrue(joined.get(0) instanceof Outcome.Refused<?>);
    }
    cleo.joins(room);
  }

  @Test
  void retriesLoadingAUser() {
    for (String call : List.of("addUser", "active", "memberships")) {
      store.fails(call, Fault.LOST); // when the connection is opened, and when it sends a command
      store.fails(call, Fault.LOST);
      TestClient again = chat.connectQuietly("Ada" + call);
      unavailable(again, new Hello());
      again.does(new Hello());
      again.joins(GENERAL);
    }
  }

  private record Failing(String call, Command<?> command) {}

  @Test
  void answersUnavailableWhateverFails() {
    ada.says(GENERAL, "@bob hi");
    RoomId den = ada.does(new CreateCodeRoom(Optional.of("Den"))).room().info().id();
    TestClient cleo = chat.connect("Cleo");
    for (Failing each :
        List.of(
            new Failing("rename", new SetUsername("Cleo2")),
            new Failing("users", new SetUsername("Cleo3")),
            new Failing("rooms", new Hello()),
            new Failing("publicRooms", new Hello()),
            new Failing("heads", new Hello()),
            new Failing("rooms", new ListRooms(Optional.empty(), OptionalInt.empty())),
            new Failing("publicRooms", new ListRooms(Optional.empty(), OptionalInt.empty())),
            new Failing("addRoom", new CreatePublicRoom("New")),
            new Failing("addRoom", new CreateCodeRoom(Optional.empty())),
            new Failing("active", new OpenConversation(bob.user().id())),
            new Failing("addRoom", new OpenConversation(bob.user().id())),
            new Failing("roomWithCode", new JoinByCode("CODE")),
            new Failing("join", new JoinRoom(GENERAL)),
            new Failing("find", new PostMessage(GENERAL, "not a member", "k3")),
            new Failing("find", new PostMessage(den, "cannot read", "k4")),
            new Failing("find", new PostMessage(GENERAL, "", "k5")))) {
      store.fails(each.call(), Fault.LOST);
      unavailable(cleo, each.command());
    }
    cleo.does(new OpenConversation(bob.user().id()));
    store.fails("users", Fault.LOST);
    unavailable(cleo, new OpenConversation(bob.user().id()));
    cleo.joins(GENERAL);
    MarkRead mark = new MarkRead(GENERAL, ada.says(GENERAL, "x").seq());
    for (Failing each :
        List.of(
            new Failing("mark", mark), // before the messages, which raise the mark themselves
            new Failing("usersNamed", new PostMessage(GENERAL, "hello @bob", "k1")),
            new Failing("usersNamed", new PostMessage(GENERAL, "@bob hello", "k2")),
            new Failing("leave", new LeaveRoom(GENERAL)))) {
      store.fails(each.call(), Fault.LOST);
      unavailable(cleo, each.command());
      cleo.does(each.command());
      cleo.joins(GENERAL);
    }
  }

  @Test
  void answersUnavailableWhenOldPagesCannotBeRead() {
    for (int i = 0; i < 300; i++) {
      ada.says(GENERAL, "m");
    }
    store.fails("readAfter", Fault.LOST);
    unavailable(
        bob,
        new ReadHistory(GENERAL, OptionalLong.empty(), OptionalLong.of(0), OptionalInt.empty()));
    store.fails("readBefore", Fault.LOST);
    unavailable(
        bob,
        new ReadHistory(GENERAL, OptionalLong.of(10), OptionalLong.empty(), OptionalInt.empty()));
    store.fails("readAfter", Fault.LOST);
    var epoch = bob.joins(GENERAL).head().epoch();
    var cursor = Optional.of(new Position(epoch, 1));
    JoinRoom resume = new JoinRoom(GENERAL, cursor, OptionalInt.empty(), true);
    unavailable(chat.connect("Bob"), resume);
    assertTrue(chat.connect("Bob").does(resume).resumed());
  }

  @Test
  void keepsAnUncertainMembershipReachable() {
    TestClient cleo = chat.connect("Cleo");
    store.fails("join", Fault.UNCERTAIN);
    unavailable(cleo, new JoinRoom(GENERAL));
    cleo.joins(GENERAL);
    cleo.says(GENERAL, "here");
    store.fails("leave", Fault.UNCERTAIN);
    unavailable(cleo, new LeaveRoom(GENERAL));
    cleo.does(new LeaveRoom(GENERAL));
  }
}
