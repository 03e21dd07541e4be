package chat.core;

import static chat.core.TestChat.GENERAL;
import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.MarkRead;
import chat.core.command.message.MarkUnread;
import chat.core.command.message.PostMessage;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.event.Signal.ReadElsewhere;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReadMarksTest {
  private final MemoryStore store = new MemoryStore(new Random(1), 3_000);
  private final ShakyStore shaky = new ShakyStore();
  private final TestChat chat =
      new TestChat(builder -> builder.store(store.log(), store.directory()).tailSize(200));
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
  }

  private void adaSays(int messages) {
    for (int i = 0; i < messages; i++) {
      ada.ask(ada.post(GENERAL, "m"));
      if (i % 100 == 99) {
        chat.settle();
      }
    }
    chat.settle();
  }

  private int unread(TestClient client) {
    int entered = client.does(new Hello()).rooms().get(0).unread().orElseThrow();
    assertEquals(OptionalInt.of(entered), client.joins(GENERAL).room().unread());
    return entered;
  }

  @Test
  void countsMessagesOfOtherUsersAfterTheReadMarker() {
    adaSays(5);
    assertEquals(5, unread(bob));
    assertEquals(0, unread(ada));
    assertEquals(new MarkRead.Marked(GENERAL, 3, 2), bob.does(new MarkRead(GENERAL, 3)));
    assertEquals(2, unread(bob));
  }

  @Test
  void countsToAThousand() {
    adaSays(1_005);
    assertEquals(1_000, unread(bob));
    assertEquals(new MarkRead.Marked(GENERAL, 4, 1_000), bob.does(new MarkRead(GENERAL, 4)));
    assertEquals(new MarkRead.Marked(GENERAL, 6, 999), bob.does(new MarkRead(GENERAL, 6)));
    assertEquals(new MarkRead.Marked(GENERAL, 900, 105), bob.does(new MarkRead(GENERAL, 900)));
  }

  @Test
  void neverGoesBack() {
    adaSays(5);
    bob.does(new MarkRead(GENERAL, 4));
    assertEquals(new MarkRead.Marked(GENERAL, 4, 1), bob.does(new MarkRead(GENERAL, 2)));
    assertEquals(new MarkRead.Marked(GENERAL, 4, 1), bob.does(new MarkRead(GENERAL, 0)));
  }

  @Test
  void isSentToOtherConnectionsOnlyWhenItChanges() {
    TestClient second = chat.connectQuietly("Bob");
    adaSays(5);
    bob.does(new MarkRead(GENERAL, 4));
    assertEquals(1, second.heard(ReadElsewhere.class).size());
    for (int i = 0; i < 10; i++) {
      bob.does(new MarkRead(GENERAL, 4));
      bob.does(new MarkRead(GENERAL, 2));
    }
    assertEquals(List.of(), second.heard(ReadElsewhere.class));
  }

  @Test
  void neverGoesBackWithConcurrentCommands() {
    adaSays(5);
    bob.ask(new MarkRead(GENERAL, 5));
    TestClient second = chat.connectQuietly("Bob");
    second.ask(new MarkRead(GENERAL, 2));
    chat.settle();
    assertEquals(5, bob.does(new MarkRead(GENERAL, 0)).seq());
  }

  @Test
  void isInvalidBeyondTheHead() {
    adaSays(5);
    assertEquals("seq", bob.invalid(new MarkRead(GENERAL, 6)));
    assertEquals("seq", bob.invalid(new MarkRead(GENERAL, -1)));
    assertEquals(0, bob.does(new MarkRead(GENERAL, 5)).unread());
  }

  @Test
  void isRaisedByOwnMessages() {
    adaSays(5);
    bob.says(GENERAL, "me too");
    adaSays(1);
    assertEquals(new MarkRead.Marked(GENERAL, 6, 1), bob.does(new MarkRead(GENERAL, 0)));
    assertEquals(1, unread(bob));
  }

  @Test
  void isRejectedWhenTheUserLeavesBeforeItIsStored() {
    TestChat slow = shaky.chat();
    TestClient cleo = slow.connect("Cleo");
    TestClient second = slow.connect("Cleo");
    cleo.joins(GENERAL);
    TestClient dora = slow.connect("Dora");
    dora.joins(GENERAL);
    dora.says(GENERAL, "one");
    shaky.holds("mark");
    var marked = cleo.ask(new MarkRead(GENERAL, 1));
    slow.settle();
    cleo.does(new LeaveRoom(GENERAL));
    shaky.release();
    slow.settle();
    assertEquals(Refusal.NOT_MEMBER, ((Outcome.Refused<MarkRead.Marked>) marked.get(0)).refusal());
    assertEquals(List.of(), second.heard(ReadElsewhere.class));
  }

  @Test
  void goesBackWhenMessagesAreMarkedAsUnread() {
    TestClient second = chat.connectQuietly("Bob");
    adaSays(5);
    bob.does(new MarkRead(GENERAL, 5));
    second.heard();
    assertEquals(new MarkRead.Marked(GENERAL, 2, 3), bob.does(new MarkUnread(GENERAL, 3)));
    assertEquals(List.of(new ReadElsewhere(GENERAL, 2, 3)), second.heard());
    assertEquals(3, unread(bob));
    assertEquals(new MarkRead.Marked(GENERAL, 2, 3), bob.does(new MarkRead(GENERAL, 1)));
    assertEquals(new MarkRead.Marked(GENERAL, 4, 1), bob.does(new MarkRead(GENERAL, 4)));
    assertEquals(1, unread(new TestChat(store).connect("Bob")));
  }

  @Test
  void isSetToTheMessageThatIsMarkedAsUnreadAlsoWhenThatIsHigher() {
    adaSays(5);
    assertEquals(new MarkRead.Marked(GENERAL, 3, 2), bob.does(new MarkUnread(GENERAL, 4)));
    assertEquals(new MarkRead.Marked(GENERAL, 3, 2), bob.does(new MarkUnread(GENERAL, 4)));
    assertEquals(new MarkRead.Marked(GENERAL, 0, 5), bob.does(new MarkUnread(GENERAL, 1)));
  }

  @Test
  void goesBackFarBehindTheTail() {
    adaSays(1_005);
    bob.does(new MarkRead(GENERAL, 1_005));
    assertEquals(new MarkRead.Marked(GENERAL, 99, 906), bob.does(new MarkUnread(GENERAL, 100)));
    assertEquals(906, unread(bob));
  }

  @Test
  void goesBackToKeptMessagesOnly() {
    ada.does(new CreatePublicRoom("Tea"));
    RoomId tea = RoomId.of("tea");
    bob.joins(tea);
    ada.says(tea, "one");
    ada.does(new ChangeRoom(tea, "topic", Optional.empty(), Optional.of("Earl Grey")));
    assertEquals("seq", bob.invalid(new MarkUnread(tea, 3)));
    assertEquals("seq", bob.invalid(new MarkUnread(tea, -1)));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new MarkUnread(tea, 0)));
    assertEquals(Refusal.NOT_FOUND, bob.refused(new MarkUnread(tea, 2)), "no message");
    assertEquals(0, bob.does(new MarkUnread(tea, 1)).seq());
    adaSays(3_001);
    assertEquals(Refusal.NOT_FOUND, bob.refused(new MarkUnread(GENERAL, 1)), "dropped");
    assertEquals(1, bob.does(new MarkUnread(GENERAL, 2)).seq());
  }

  @Test
  void isRaisedByOwnMessagesAfterItWentBack() {
    adaSays(5);
    bob.does(new MarkUnread(GENERAL, 2));
    bob.says(GENERAL, "me too");
    assertEquals(0, unread(bob));
    assertEquals(6, bob.does(new MarkRead(GENERAL, 0)).seq());
  }

  /** Its other connection has raised it, and the store answers that last. */
  @Test
  void staysBackWhenAnEarlierCommandIsAnsweredLater() {
    TestChat slow = shaky.chat();
    TestClient cleo = slow.connect("Cleo");
    TestClient second = slow.connect("Cleo");
    cleo.joins(GENERAL);
    TestClient dora = slow.connect("Dora");
    dora.joins(GENERAL);
    dora.says(GENERAL, "one");
    dora.says(GENERAL, "two");
    shaky.holdsAll();
    second.ask(new MarkRead(GENERAL, 2));
    slow.settle();
    var marked = cleo.ask(new MarkUnread(GENERAL, 1));
    slow.settle();
    shaky.release();
    slow.settle();
    assertEquals(List.of(Outcome.accepted(new MarkRead.Marked(GENERAL, 0, 2))), marked);
    assertEquals(0, cleo.does(new MarkRead(GENERAL, 0)).seq());
    assertEquals(0, done(shaky.firm().directory().memberships(cleo.user().id())).get(0).mark());
  }

  @Test
  void isReadAgainWhenTheStoreFailsAfterSettingItBack() {
    TestChat chat = shaky.chat();
    TestClient cleo = chat.connect("Cleo");
    cleo.joins(GENERAL);
    TestClient dora = chat.connect("Dora");
    dora.joins(GENERAL);
    dora.says(GENERAL, "one");
    cleo.does(new MarkRead(GENERAL, 1));
    shaky.fails("markUnread", ShakyStore.Fault.UNCERTAIN);
    var marked = cleo.ask(new MarkUnread(GENERAL, 1));
    assertThrows(AssertionError.class, chat::settle, "the store's failure is reported");
    assertEquals(1, chat.takeFailures().size());
    assertEquals(Refusal.UNAVAILABLE, ((Outcome.Refused<MarkRead.Marked>) marked.get(0)).refusal());
    assertEquals(List.of(new ReadElsewhere(GENERAL, 0, 1)), cleo.heard(ReadElsewhere.class));
    assertEquals(new MarkRead.Marked(GENERAL, 0, 1), cleo.does(new MarkRead(GENERAL, 0)));
  }

  @Test
  void isSentToOtherConnections() {
    TestClient second = chat.connect("Bob");
    adaSays(5);
    bob.heard();
    ada.heard();
    bob.does(new MarkRead(GENERAL, 3));
    assertEquals(List.of(new ReadElsewhere(GENERAL, 3, 2)), second.heard());
    assertEquals(List.of(), bob.heard());
    assertEquals(List.of(), ada.heard());
  }

  @Test
  void outlivesARestart() {
    adaSays(5);
    bob.does(new MarkRead(GENERAL, 3));
    TestClient back = new TestChat(store).connect("Bob");
    assertEquals(OptionalInt.of(2), back.does(new Hello()).rooms().get(0).unread());
    assertEquals(3, back.does(new MarkRead(GENERAL, 1)).seq());
  }

  /** As in the store, where the message of the user raises the marker again. */
  @Test
  void aMessageWhileUnreadOnesAreCountedRaisesTheMarkerThatWasSetBack() {
    TestChat slow =
        new TestChat(builder -> builder.store(shaky.log(), shaky.directory()).tailSize(200));
    TestClient eve = slow.connect("Eve");
    TestClient dan = slow.connect("Dan");
    eve.joins(GENERAL);
    dan.joins(GENERAL);
    for (int i = 0; i < 250; i++) { // the tail does not have the first ones
      dan.says(GENERAL, "m");
    }
    eve.does(new MarkRead(GENERAL, 250));
    shaky.holds("countUnread");
    List<Outcome<MarkRead.Marked>> back = eve.ask(new MarkUnread(GENERAL, 11));
    slow.settle();
    List<Outcome<PostMessage.Sent>> sent = eve.ask(eve.post(GENERAL, "still here"));
    slow.settle();
    shaky.release();
    slow.settle();

    assertEquals(Outcome.accepted(new MarkRead.Marked(GENERAL, 10, 240)), back.get(0));
    assertEquals(251, ((Outcome.Accepted<PostMessage.Sent>) sent.get(0)).reply().seq());
    assertEquals(new MarkRead.Marked(GENERAL, 251, 0), eve.does(new MarkRead(GENERAL, 0)));
    assertEquals(
        251,
        done(shaky.firm().directory().memberships(eve.user().id())).stream()
            .filter(membership -> membership.room().equals(GENERAL))
            .findFirst()
            .orElseThrow()
            .mark());
  }
}
