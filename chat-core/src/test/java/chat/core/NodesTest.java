package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.command.message.MarkRead;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.RemoveRoom;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.core.memory.MemoryBackplane;
import chat.core.memory.MemoryStore;
import chat.core.model.Conversation;
import chat.core.model.Position;
import chat.core.model.Right;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.Backplane;
import chat.core.port.Notice;
import chat.core.port.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two nodes of one chat. */
final class NodesTest {
  /** Longer than the interval of regular sweeps. */
  private static final Duration SWEEP = Duration.ofSeconds(6);

  /** Delivers what one node publishes about a room only when, and as, the test requests. */
  private static final class Postman implements Backplane {
    private final List<Notice> letters = new ArrayList<>();
    private Receiver receiver;

    @Override
    public void publish(Topic topic, Notice notice) {
      // this node only receives
    }

    @Override
    public CompletionStage<Void> subscribe(Topic topic) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void unsubscribe(Topic topic) {
      // the test delivers by itself
    }

    @Override
    public void start(Receiver mine) {
      receiver = mine;
    }

    Backplane otherEnd() {
      return new Backplane() {
        @Override
        public void publish(Topic topic, Notice notice) {
          if (topic.equals(Topic.room(GENERAL))) {
            letters.add(notice);
          }
        }

        @Override
        public CompletionStage<Void> subscribe(Topic topic) {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void unsubscribe(Topic topic) {
          // nothing is published in return
        }

        @Override
        public void start(Receiver mine) {
          // nothing is published in return
        }
      };
    }

    void bring(int letter) {
      receiver.receive(Topic.room(GENERAL), letters.get(letter));
    }
  }

  private final MemoryStore store = new MemoryStore(new Random(1));
  private final MemoryBackplane backplane = new MemoryBackplane();
  private final MemoryBackplane.Node plane = backplane.node();
  private final MemoryBackplane.Node otherPlane = backplane.node();
  private final TestChat one = node(plane);
  private final TestChat two = node(otherPlane);

  private TestChat node(Backplane mine) {
    return new TestChat(builder -> builder.store(store.log(), store.directory()).backplane(mine));
  }

  /** Runs everything that is ready on both nodes. */
  private void settle() {
    for (int i = 0; i < 4; i++) {
      one.settle();
      two.settle();
    }
  }

  private void pass(Duration time) {
    one.pass(time);
    two.pass(time);
    settle();
  }

  private static List<Long> seqs(TestClient client) {
    return client.heard(MessagePosted.class).stream().map(RoomEvent::seq).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static void says(TestClient client, RoomId room, String text) {
    client.does(new PostMessage(room, text, "key of " + text));
  }

  @Test
  void broadcastMessagesOfEachOther() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    for (int i = 0; i < 5; i++) {
      ada.says(GENERAL, "a" + i);
      two.settle();
      bob.says(GENERAL, "b" + i);
      one.settle();
    }
    assertEquals(range(1, 10), seqs(ada));
    assertEquals(range(1, 10), seqs(bob));
  }

  @Test
  void findMissedEventsWhenTheyAppend() {
    TestChat three = node(Backplane.none());
    TestChat four = node(Backplane.none());
    TestClient ada = three.connect("Ada");
    TestClient bob = four.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.says(GENERAL, "one");
    ada.says(GENERAL, "two");
    assertEquals(3, bob.says(GENERAL, "three").seq());
    assertEquals(range(1, 3), seqs(bob));
  }

  @Test
  void tolerateLossDuplicationAndReordering() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      Postman postman = new Postman();
      TestChat sending = node(postman.otherEnd());
      TestChat receiving = node(postman);
      TestClient ada = sending.connect("Ada");
      TestClient bob = receiving.connect("Bob");
      ada.joins(GENERAL);
      long before = bob.joins(GENERAL).head().seq();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ada.does(new PostMessage(GENERAL, "m", seed + "-" + i));
        for (int copies = random.nextInt(3); copies > 0; copies--) {
          order.add(i);
        }
      }
      Collections.shuffle(order, random);
      order.add(19); // the last one arrives last, so that all gaps are seen
      for (int letter : order) {
        postman.bring(letter);
        if (random.nextBoolean()) {
          receiving.settle();
        }
      }
      receiving.pass(Duration.ofMillis(30)); // events are held back for this time
      assertEquals(range(before + 1, before + 20), seqs(bob), "seed " + seed);
    }
  }

  @Test
  void holdBackEventsThatArriveEarly() {
    Postman postman = new Postman();
    TestChat sending = node(postman.otherEnd());
    TestChat receiving = node(postman);
    TestClient ada = sending.connect("Ada");
    TestClient bob = receiving.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    for (int i = 0; i < 3; i++) {
      ada.says(GENERAL, "m" + i);
    }
    postman.bring(2);
    postman.bring(1);
    receiving.settle();
    assertEquals(List.of(), seqs(bob));
    postman.bring(0);
    receiving.settle();
    assertEquals(range(1, 3), seqs(bob));
  }

  @Test
  void readTheLogWhenNoticesTakeTooMuch() {
    TestChat small =
        new TestChat(
            builder ->
                builder
                    .store(store.log(), store.directory())
                    .backplane(backplane.node())
                    .memory(64 * 1024)); // 1 KiB of it for notices
    TestClient ada = one.connect("Ada");
    TestClient bob = small.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    for (int i = 0; i < 20; i++) {
      ada.says(GENERAL, "m" + i); // the other node is busy and handles none of them yet
    }
    small.settle();
    assertEquals(range(1, 20), seqs(bob));
  }

  @Test
  void findTheLastEventWithoutAnyNotice() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    otherPlane.disconnect();
    ada.says(GENERAL, "lost");
    settle();
    assertEquals(List.of(), seqs(bob));
    pass(SWEEP);
    assertEquals(range(1, 1), seqs(bob));
  }

  @Test
  void readTheHeadsAtOnceWhenSomethingWasLost() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    otherPlane.disconnect();
    ada.says(GENERAL, "lost");
    bob.says(GENERAL, "lost too");
    otherPlane.reconnect();
    settle();
    assertEquals(range(1, 2), seqs(bob));
    assertEquals(range(1, 2), seqs(ada));
  }

  @Test
  void deliverDirectMessagesToANodeWithoutTheConversation() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    RoomId conversation = Conversation.between(ada.user().id(), bob.user().id()).room();
    ada.joins(GENERAL);
    says(ada, GENERAL, "@bob hello");
    settle();
    assertEquals(1, bob.heard(MessagePosted.class).size());
    pass(Duration.ofMinutes(3)); // the conversation is unloaded
    otherPlane.disconnect();
    says(ada, conversation, "lost");
    settle();
    pass(SWEEP);
    otherPlane.reconnect();
    settle();
    assertEquals(List.of("lost"), bob.texts());
    says(bob, conversation, "back");
    settle();
    assertEquals(3, seqs(ada).size());
  }

  @Test
  void showAConversationWhoseFirstNoticeWasLost() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    otherPlane.disconnect();
    says(ada, GENERAL, "@bob hello");
    settle();
    pass(SWEEP);
    settle();
    List<Object> heard = bob.log();
    assertEquals(1, heard.stream().filter(Signal.RoomShown.class::isInstance).count());
    assertEquals(1, heard.stream().filter(MessagePosted.class::isInstance).count());
  }

  @Test
  void showTypingUntilTheMessageComes() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.does(new SetTyping(GENERAL, true));
    settle();
    assertEquals(
        List.of(new Signal.UserTyping(GENERAL, ada.user(), true)),
        bob.heard(Signal.UserTyping.class));
    says(ada, GENERAL, "done");
    settle();
    assertEquals(
        List.of(new Signal.UserTyping(GENERAL, ada.user(), false)),
        bob.heard(Signal.UserTyping.class));
  }

  @Test
  void letTypingEndAutomatically() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.does(new SetTyping(GENERAL, true));
    settle();
    otherPlane.disconnect();
    pass(Duration.ofSeconds(6));
    assertEquals(2, bob.heard(Signal.UserTyping.class).size());
  }

  @Test
  void endAMembershipOnAllNodes() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    TestClient bob = one.connect("Bob");
    phone.joins(GENERAL);
    settle();
    assertEquals(1, desk.heard(Signal.RoomShown.class).size());
    desk.joins(GENERAL);
    bob.joins(GENERAL);
    phone.does(new LeaveRoom(GENERAL));
    settle();
    assertEquals(
        List.of(new Signal.LeftElsewhere(GENERAL)), desk.heard(Signal.LeftElsewhere.class));
    says(bob, GENERAL, "not for ada");
    settle();
    assertEquals(List.of(), desk.texts());
  }

  @Test
  void endAMembershipWhoseNoticeWasLost() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    phone.joins(GENERAL);
    desk.joins(GENERAL);
    otherPlane.disconnect();
    phone.does(new LeaveRoom(GENERAL));
    settle();
    desk.heard();
    pass(SWEEP);
    assertEquals(
        List.of(new Signal.LeftElsewhere(GENERAL)), desk.heard(Signal.LeftElsewhere.class));
  }

  @Test
  void ignoreAnOldNotice() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    phone.joins(GENERAL);
    desk.joins(GENERAL);
    phone.does(new LeaveRoom(GENERAL));
    phone.joins(GENERAL); // the notice of leaving is delivered, but not handled yet
    settle();
    assertEquals(List.of(), desk.heard(Signal.LeftElsewhere.class));
  }

  @Test
  void acceptAPostByAUserWhoJoinedOnAnotherNode() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    otherPlane.disconnect();
    phone.joins(GENERAL);
    says(desk, GENERAL, "accepted");
    assertEquals(
        Refusal.NOT_MEMBER, two.connect("Bob").refused(new PostMessage(GENERAL, "no", "key")));
  }

  @Test
  void resumeAfterAnEventThatOnlyTheOtherNodeHasBroadcast() {
    TestClient phone = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    bob.joins(GENERAL);
    otherPlane.disconnect();
    Position head = phone.joins(GENERAL).head();
    says(phone, GENERAL, "one");
    TestClient desk = two.connect("Ada");
    JoinRoom.Joined joined =
        desk.does(
            new JoinRoom(
                GENERAL,
                Optional.of(new Position(head.epoch(), head.seq() + 1)),
                OptionalInt.empty(),
                false));
    assertTrue(joined.resumed());
    assertEquals(range(1, 1), seqs(bob));
  }

  @Test
  void readAndMarkAndAnswerWhatAnotherNodeStored() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    phone.joins(GENERAL);
    desk.joins(GENERAL);
    otherPlane.disconnect();
    says(phone, GENERAL, "one");
    List<Outcome<ReadHistory.Read>> read = new ArrayList<>();
    two.chat()
        .visit(phone.user())
        .execute(
            new ReadHistory(
                GENERAL, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()),
            read::add);
    settle();
    ReadHistory.Read history = ((Outcome.Accepted<ReadHistory.Read>) read.get(0)).reply();
    assertEquals(1, history.events().size());
    says(phone, GENERAL, "two");
    assertEquals(2, desk.does(new MarkRead(GENERAL, 2)).seq());
    says(phone, GENERAL, "three");
    desk.does(new PostMessage(GENERAL, "answer", "key", OptionalLong.of(3)));
  }

  @Test
  void raiseReadMarkersOnAllNodes() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    TestClient bob = one.connect("Bob");
    phone.joins(GENERAL);
    desk.joins(GENERAL);
    bob.joins(GENERAL);
    says(bob, GENERAL, "read me");
    settle();
    phone.does(new MarkRead(GENERAL, 1));
    settle();
    assertEquals(
        List.of(new Signal.ReadElsewhere(GENERAL, 1, 0)), desk.heard(Signal.ReadElsewhere.class));
  }

  @Test
  void announceANewName() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    TestClient bob = two.connect("Bob");
    phone.joins(GENERAL);
    bob.joins(GENERAL);
    settle();
    phone.does(new SetUsername("Countess"));
    settle();
    User renamed = new User(phone.user().id(), "Countess", User.Kind.GUEST);
    assertEquals(List.of(new Signal.UserChanged(renamed)), bob.heard(Signal.UserChanged.class));
    desk.joins(GENERAL);
    says(desk, GENERAL, "by the new name");
    assertEquals("Countess", bob.heard(MessagePosted.class).get(0).author().name());
  }

  @Test
  void announceANewNameWhenTheNoticeWasLost() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    otherPlane.disconnect();
    phone.does(new SetUsername("Countess"));
    pass(SWEEP);
    assertEquals(1, desk.heard(Signal.UserChanged.class).size());
  }

  @Test
  void removeARetiredUser() {
    TestClient ada = two.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    retire(ada.user().id());
    one.chat().retired(ada.user().id());
    settle();
    ada.heard();
    says(bob, GENERAL, "not for ada");
    assertEquals(List.of(), ada.texts());
    assertEquals(Refusal.UNAUTHORIZED, ada.refused(new PostMessage(GENERAL, "no", "key")));
  }

  @Test
  void removeARetiredUserWhenTheNoticeWasLost() {
    TestClient ada = two.connect("Ada");
    TestClient bob = two.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    retire(ada.user().id());
    pass(SWEEP);
    ada.heard();
    says(bob, GENERAL, "not for ada");
    assertEquals(List.of(), ada.texts());
  }

  private void retire(UserId user) {
    store.directory().retire(user).toCompletableFuture().join();
  }

  @Test
  void announceANewRoomAndItsEnd() {
    TestClient ada = one.connect("Ada");
    TestClient bob = two.connect("Bob");
    RoomId room = ada.does(new CreatePublicRoom("Garden")).room().info().id();
    settle();
    assertEquals(
        List.of(room),
        bob.heard(Signal.RoomsChanged.class).stream()
            .flatMap(signal -> signal.rooms().stream())
            .map(info -> info.id())
            .toList());
    bob.joins(room);
    remove(room);
    settle();
    assertEquals(
        List.of(new Signal.RoomsRemoved(List.of(room))), bob.heard(Signal.RoomsRemoved.class));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new PostMessage(room, "no", "key")));
  }

  @Test
  void endARoomWhoseNoticeWasLost() {
    TestClient phone = one.connect("Ada");
    TestClient desk = two.connect("Ada");
    TestClient away = two.connect("Ada");
    RoomId room = phone.does(new CreatePrivateRoom("Cellar")).room().info().id();
    settle();
    desk.joins(room);
    otherPlane.disconnect();
    remove(room);
    pass(SWEEP);
    pass(SWEEP);
    Signal removed = new Signal.RoomsRemoved(List.of(room));
    assertEquals(List.of(removed), desk.heard(Signal.RoomsRemoved.class));
    assertEquals(List.of(removed), away.heard(Signal.RoomsRemoved.class));
    assertEquals(Refusal.NOT_FOUND, desk.refused(new PostMessage(room, "no", "key")));
  }

  /** Removes a room as an administrator who is a member of it. */
  private void remove(RoomId room) {
    List<Outcome<RemoveRoom.Removed>> outcomes = new ArrayList<>();
    one.chat()
        .visit(TestChat.user("Ada"), Set.of(Right.READ, Right.WRITE, Right.ADMINISTER))
        .execute(new RemoveRoom(room), outcomes::add);
    settle();
    assertTrue(outcomes.get(0) instanceof Outcome.Accepted, () -> outcomes.toString());
  }
}
