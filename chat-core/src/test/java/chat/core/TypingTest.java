package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.core.command.message.SetTyping;
import chat.core.command.room.LeaveRoom;
import chat.core.event.Event;
import chat.core.event.MessagePosted;
import chat.core.event.Signal;
import chat.core.event.Signal.UserTyping;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TypingTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private final UserTyping begins = new UserTyping(GENERAL, ada.user(), true);
  private final UserTyping ends = new UserTyping(GENERAL, ada.user(), false);

  @BeforeEach
  void join() {
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    chat.pass(Duration.ofSeconds(3)); // the new number of users has been sent
    ada.heard();
    bob.heard();
  }

  private void type(boolean typing) {
    ada.does(new SetTyping(GENERAL, typing));
  }

  @Test
  void isSentOnlyToOthers() {
    TestClient second = chat.connect("Ada");
    second.joins(GENERAL);
    type(true);
    assertEquals(List.of(begins), bob.heard());
    assertEquals(List.of(), ada.heard());
    assertEquals(List.of(), second.heard());
    type(false);
    assertEquals(List.of(ends), bob.heard());
  }

  @Test
  void endsAutomaticallyAfterFiveSeconds() {
    type(true);
    bob.heard();
    chat.pass(Duration.ofSeconds(5).minus(MOMENT));
    assertEquals(List.of(), bob.heard());
    chat.pass(MOMENT);
    assertEquals(List.of(ends), bob.heard());
    chat.pass(Duration.ofSeconds(10));
    assertEquals(List.of(), bob.heard());
  }

  @Test
  void lastsWhileItIsRefreshed() {
    for (int i = 0; i < 5; i++) {
      type(true);
      chat.pass(Duration.ofSeconds(4));
    }
    assertEquals(List.of(begins, begins, begins, begins, begins), bob.heard());
    chat.pass(Duration.ofSeconds(1));
    assertEquals(List.of(ends), bob.heard());
  }

  @Test
  void isNotSentAgainForEveryKey() {
    for (int i = 0; i < 19; i++) {
      type(true);
      chat.pass(Duration.ofMillis(100));
    }
    assertEquals(List.of(begins), bob.heard());
  }

  @Test
  void isNotEndedTwice() {
    type(false);
    type(true);
    type(false);
    type(false);
    chat.pass(Duration.ofSeconds(10));
    assertEquals(List.of(begins, ends), bob.heard());
  }

  @Test
  void isSentOnceASecondWhenItBeginsAndEndsInTurns() {
    for (int i = 0; i < 100; i++) {
      type(true);
      type(false);
    }
    assertEquals(List.of(begins, ends), bob.heard());
    chat.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), bob.heard());
    type(true);
    assertEquals(List.of(begins), bob.heard());
  }

  @Test
  void isSentLaterWhenItBeginsAgainAtOnceAndLasts() {
    type(true);
    type(false);
    type(true);
    assertEquals(List.of(begins, ends), bob.heard());
    chat.pass(Duration.ofSeconds(1).minus(MOMENT));
    assertEquals(List.of(), bob.heard());
    chat.pass(MOMENT);
    assertEquals(List.of(begins), bob.heard());
    chat.pass(Duration.ofSeconds(4));
    assertEquals(List.of(ends), bob.heard());
  }

  @Test
  void isNotSentLaterWhenItHasEndedMeanwhile() {
    type(true);
    type(false);
    type(true);
    type(false);
    bob.heard();
    chat.pass(Duration.ofSeconds(10));
    assertEquals(List.of(), bob.heard());
  }

  @Test
  void endsWithAMessage() {
    type(true);
    bob.heard();
    ada.says(GENERAL, "done");
    List<Event> heard = bob.heard();
    assertEquals(ends, heard.get(0));
    assertInstanceOf(MessagePosted.class, heard.get(1));
    chat.pass(Duration.ofSeconds(10));
    assertEquals(List.of(), bob.heard());
  }

  @Test
  void endsWhenTheWriterLeaves() {
    type(true);
    bob.heard();
    ada.does(new LeaveRoom(GENERAL));
    assertEquals(
        List.of(ends, new Signal.UserLeft(GENERAL, ada.user(), 1)),
        bob.heard().stream().filter(event -> !(event instanceof Signal.RoomsChanged)).toList());
  }

  @Test
  void keepsItsPlaceBetweenMessages() {
    TestClient cleo = chat.connect("Cleo");
    cleo.joins(GENERAL);
    chat.pass(Duration.ofSeconds(3));
    bob.heard();
    cleo.ask(cleo.post(GENERAL, "one"));
    ada.ask(new SetTyping(GENERAL, true));
    cleo.ask(cleo.post(GENERAL, "two"));
    chat.settle();
    List<Event> heard = bob.heard();
    assertEquals("one", ((MessagePosted) heard.get(0)).text());
    assertEquals(begins, heard.get(1));
    assertEquals("two", ((MessagePosted) heard.get(2)).text());
  }
}
