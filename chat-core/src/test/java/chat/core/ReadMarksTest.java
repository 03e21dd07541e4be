package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.message.MarkRead;
import chat.core.command.room.LeaveRoom;
import chat.core.event.Signal.ReadElsewhere;
import chat.core.memory.MemoryStore;
import java.util.List;
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
}
