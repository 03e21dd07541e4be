package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Command;
import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListMembers;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.event.Batch;
import chat.core.event.MessagePosted;
import chat.core.event.Signal;
import chat.core.model.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Connections of every kind: with a subscriber, for single requests, and anonymous ones; and how
 * they end.
 */
final class ConnectionsTest {
  private final ShakyStore store = new ShakyStore();
  private final TestChat chat = store.chat();
  private final TestClient ada = chat.connect("Ada");

  private <R extends Reply> Outcome<R> ask(ChatConnection connection, Command<R> command) {
    List<Outcome<R>> outcomes = new ArrayList<>();
    connection.execute(command, outcomes::add);
    chat.settle();
    assertEquals(1, outcomes.size(), command.toString());
    return outcomes.get(0);
  }

  private static boolean isRefused(Outcome<?> outcome, Refusal as) {
    return outcome instanceof Outcome.Refused<?> refused && refused.refusal() == as;
  }

  private static ReadHistory history(RoomId room) {
    return new ReadHistory(room, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
  }

  @Test
  void queuesCommandsSubmittedInsideDeliver() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "zero");
    List<String> steps = new ArrayList<>();
    ChatConnection[] own = new ChatConnection[1];
    own[0] =
        chat.chat()
            .connect(
                TestChat.user("Echo"),
                batch -> {
                  steps.add("begin");
                  if (batch.events().get(0) instanceof MessagePosted said
                      && said.text().equals("one")) {
                    own[0].execute(
                        new PostMessage(GENERAL, "echo", "key"), outcome -> steps.add("answer"));
                  }
                  steps.add("end");
                });
    ask(own[0], new JoinRoom(GENERAL));
    chat.pass(Duration.ofSeconds(3));
    steps.clear();
    ada.says(GENERAL, "one");
    assertEquals(List.of("begin", "end", "answer", "begin", "end"), steps);
    assertEquals(List.of("zero", "one", "echo"), ada.texts());
  }

  @Test
  void isolatesASubscriberThatThrows() {
    TestClient bob = chat.connect("Bob");
    ChatConnection faulty =
        chat.chat()
            .connect(
                TestChat.user("Faulty"),
                batch -> {
                  throw new IllegalStateException("faulty");
                });
    faulty.execute(new JoinRoom(GENERAL), outcome -> {});
    var joined = List.of(ada.ask(new JoinRoom(GENERAL)), bob.ask(new JoinRoom(GENERAL)));
    var sent = ada.ask(ada.post(GENERAL, "hello"));
    int reported = 0;
    while (!isSettled()) {
      reported += chat.takeFailures().size();
    }
    assertTrue(reported > 2, "all that it was told was reported");
    joined.forEach(each -> assertTrue(each.get(0) instanceof Outcome.Accepted<?>));
    assertTrue(sent.get(0) instanceof Outcome.Accepted<?>);
    assertEquals(List.of("hello"), bob.texts());
    assertEquals(List.of("hello"), ada.texts());
  }

  private boolean isSettled() {
    try {
      chat.settle();
      return true;
    } catch (AssertionError reported) {
      return false;
    }
  }

  @Test
  void isolatesACallbackThatThrows() {
    ada.joins(GENERAL);
    ada.connection()
        .execute(
            ada.post(GENERAL, "one"),
            outcome -> {
              throw new IllegalStateException("faulty");
            });
    assertFalse(isSettled());
    assertEquals(1, chat.takeFailures().size());
    ada.says(GENERAL, "two");
    assertEquals(List.of("one", "two"), ada.texts());
  }

  @Test
  void deliversTheSameBatchToAllConnections() {
    List<Batch> first = new ArrayList<>();
    List<Batch> second = new ArrayList<>();
    ask(chat.chat().connect(TestChat.user("One"), first::add), new JoinRoom(GENERAL));
    ask(chat.chat().connect(TestChat.user("Two"), second::add), new JoinRoom(GENERAL));
    ada.joins(GENERAL);
    first.clear();
    second.clear();
    for (int i = 0; i < 5; i++) {
      ada.ask(ada.post(GENERAL, "m" + i));
    }
    chat.settle();
    assertEquals(1, first.size());
    assertEquals(5, first.get(0).events().size());
    assertSame(first.get(0), second.get(0));
  }

  @Test
  void cutsBatchesByTheirWeight() {
    List<Batch> batches = new ArrayList<>();
    ask(chat.chat().connect(TestChat.user("One"), batches::add), new JoinRoom(GENERAL));
    ada.joins(GENERAL);
    batches.clear();
    for (int i = 0; i < 20; i++) {
      ada.ask(ada.post(GENERAL, "\u4f60".repeat(4_000)));
    }
    chat.settle();
    assertEquals(20, batches.stream().mapToInt(batch -> batch.events().size()).sum());
    for (Batch batch : batches) {
      int weight =
          batch.events().stream().mapToInt(event -> ((MessagePosted) event).weight()).sum();
      assertTrue(weight <= 64 * 1024, "weighs " + weight);
    }
  }

  @Test
  void executesCommandsInTheOrderOfSubmission() {
    store.holdsAll();
    var joined = ada.ask(new JoinRoom(GENERAL));
    for (int i = 0; i < 6; i++) {
      ada.ask(ada.post(GENERAL, i % 2 == 0 ? "m" + i + " @ada" : "m" + i));
    }
    store.settle(chat);
    store.settle(chat);
    assertTrue(joined.get(0) instanceof Outcome.Accepted<?>);
    assertEquals(List.of("m0 @ada", "m1", "m2 @ada", "m3", "m4 @ada", "m5"), ada.texts());
  }

  @Test
  void answersCommandsSubmittedBeforeCloseAndDeliversNoMore() {
    TestClient bob = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    store.holds("append");
    var sent = bob.ask(bob.post(GENERAL, "last words"));
    chat.settle();
    bob.connection().close();
    bob.connection().close();
    store.release();
    chat.settle();
    assertTrue(sent.get(0) instanceof Outcome.Accepted<?>);
    assertEquals(List.of("last words"), ada.texts());
    bob.heard();
    ada.says(GENERAL, "gone");
    assertEquals(List.of(), bob.texts());
    assertEquals(Refusal.UNAVAILABLE, bob.refused(new Hello()));
  }

  @Test
  void leavesNoPresenceWhenAConnectionClosesDuringAJoin() {
    TestClient bob = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.ask(new JoinRoom(GENERAL));
    bob.connection().close();
    chat.settle();
    chat.pass(Duration.ofSeconds(5));
    assertEquals(1, ada.joins(GENERAL).room().info().userCount());
    TestClient late = chat.connect("Bob");
    store.holds("join");
    var joined = late.ask(new JoinRoom(GENERAL));
    chat.settle();
    late.connection().close();
    store.release();
    chat.settle();
    assertEquals(1, joined.size());
    chat.pass(Duration.ofSeconds(5));
    assertEquals(1, ada.joins(GENERAL).room().info().userCount());
  }

  @Test
  void rejectsNewCommandsOnceClosedAndAnswersPendingOnes() {
    ada.joins(GENERAL);
    store.holds("append");
    var sent = ada.ask(ada.post(GENERAL, "under way"));
    chat.settle();
    CompletableFuture<Void> closed = chat.chat().close().toCompletableFuture();
    assertEquals(Refusal.UNAVAILABLE, ada.refused(ada.post(GENERAL, "too late")));
    assertEquals(Refusal.UNAVAILABLE, chat.connect("Bob").refused(new Hello()));
    assertFalse(closed.isDone());
    store.release();
    chat.settle();
    assertTrue(sent.get(0) instanceof Outcome.Accepted<?>);
    assertTrue(closed.isDone());
    assertEquals(List.of("under way"), ada.texts());
    assertTrue(chat.chat().close().toCompletableFuture().isDone());
  }

  @Test
  void closesAtOnceWithoutPendingCommands() {
    assertTrue(chat.chat().close().toCompletableFuture().isDone());
  }

  @Test
  void letsAnAnonymousConnectionListAndReadPublicRooms() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "public");
    RoomId dm = ada.does(new OpenConversation(chat.connect("Bob").user().id())).room().info().id();
    ChatConnection stranger = chat.chat().stranger();
    ListRooms all = new ListRooms(Optional.empty(), OptionalInt.empty());
    var listed = (Outcome.Accepted<ListRooms.Listed>) ask(stranger, all);
    assertEquals(1, listed.reply().rooms().size());
    assertFalse(listed.reply().rooms().get(0).member());
    var read = (Outcome.Accepted<ReadHistory.Read>) ask(stranger, history(GENERAL));
    assertEquals(1, read.reply().events().size());
    assertTrue(isRefused(ask(stranger, history(dm)), Refusal.NOT_FOUND));
    assertTrue(isRefused(ask(stranger, history(RoomId.of("nowhere"))), Refusal.NOT_FOUND));
  }

  @Test
  void rejectsAllOtherCommandsOfAnAnonymousConnection() {
    ChatConnection stranger = chat.chat().stranger();
    for (Command<?> command :
        List.of(
            new Hello(),
            new SetUsername("Name"),
            new CreatePublicRoom("Room"),
            new JoinRoom(GENERAL),
            new LeaveRoom(GENERAL),
            new ListMembers(GENERAL, Optional.empty(), OptionalInt.empty()),
            new PostMessage(GENERAL, "hello", "key"),
            new PostMessage(GENERAL, "", ""),
            new SetTyping(GENERAL, true),
            new MarkRead(GENERAL, 0))) {
      assertTrue(isRefused(ask(stranger, command), Refusal.UNAUTHORIZED), command.toString());
    }
  }

  @Test
  void distinguishesAnAnonymousConnectionFromAUserOfTheSameId() {
    TestClient namesake = chat.connect("Anonymous");
    RoomId dm = ada.does(new OpenConversation(namesake.user().id())).room().info().id();
    ada.says(dm, "secret");
    assertTrue(isRefused(ask(chat.chat().stranger(), history(dm)), Refusal.NOT_FOUND));
  }

  @Test
  void acceptsRequestsOfAUserWhoIsNotOnline() {
    ada.joins(GENERAL);
    TestClient bob = chat.connect("Bob");
    bob.joins(GENERAL);
    bob.close();
    chat.pass(Duration.ofSeconds(10));
    ada.heard();
    ChatConnection visit = chat.chat().visit(bob.user());
    var sent = (Outcome.Accepted<PostMessage.Sent>) ask(visit, bob.post(GENERAL, "by script"));
    assertEquals(1, sent.reply().seq());
    visit.close();
    chat.pass(Duration.ofSeconds(10));
    assertEquals(1, ada.heard().size(), "the message, and nothing of presence or status");
  }

  @Test
  void rejectsRequestsThatTheUserMayNotMake() {
    ChatConnection visit = chat.chat().visit(TestChat.user("Bob"));
    assertTrue(isRefused(ask(visit, new PostMessage(GENERAL, "x", "k")), Refusal.NOT_MEMBER));
    assertTrue(ask(visit, history(GENERAL)) instanceof Outcome.Accepted<?>);
  }

  @Test
  void makesTheUserOfARequestAMemberWhoIsNotPresent() {
    ada.joins(GENERAL);
    ada.heard();
    ChatConnection visit = chat.chat().visit(TestChat.user("Bob"));
    var joined = (Outcome.Accepted<JoinRoom.Joined>) ask(visit, new JoinRoom(GENERAL));
    assertEquals(1, joined.reply().room().info().userCount());
    assertTrue(ask(visit, new PostMessage(GENERAL, "x", "k")) instanceof Outcome.Accepted<?>);
    assertEquals(List.of(), ada.heard(Signal.UserJoined.class));
  }
}
