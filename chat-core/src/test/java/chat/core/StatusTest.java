package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.command.Hello;
import chat.core.command.message.SetTyping;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.OpenConversation;
import chat.core.event.Signal.StatusChanged;
import chat.core.event.Signal.UserTyping;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which connections receive the online status of a user. */
final class StatusTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");

  private static List<StatusChanged> status(TestClient client) {
    return client.heard(StatusChanged.class);
  }

  @Test
  void announcesStatusToUsersPresentInASharedRoom() {
    TestClient bob = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.heard();
    bob.close();
    chat.pass(GRACE.minusMillis(1));
    assertEquals(List.of(), status(ada));
    chat.pass(Duration.ofMillis(1));
    assertEquals(List.of(new StatusChanged(bob.user(), false)), status(ada));
    chat.connect("Bob");
    assertEquals(List.of(new StatusChanged(bob.user(), true)), status(ada));
  }

  @Test
  void announcesNoStatusToUsersWhoShareNothing() {
    ada.joins(GENERAL);
    TestClient bob = chat.connect("Bob");
    bob.close();
    chat.pass(GRACE);
    assertEquals(List.of(), status(ada));
  }

  @Test
  void announcesStatusToTheOtherUserOfAConversation() {
    TestClient bob = chat.connect("Bob");
    ada.says(ada.does(new OpenConversation(bob.user().id())).room().info().id(), "hello");
    bob.close();
    chat.pass(GRACE);
    assertEquals(List.of(new StatusChanged(bob.user(), false)), status(ada));
    chat.connect("Bob");
    assertEquals(List.of(new StatusChanged(bob.user(), true)), status(ada));
  }

  @Test
  void countsANewUserAsOnlineAtOnce() {
    TestClient bob = chat.connect("Bob");
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(dm, "hello");
    bob.close();
    chat.pass(GRACE);
    chat.latestFirst();
    List<RoomView> rooms = chat.connectQuietly("Bob").does(new Hello()).rooms();
    assertEquals(
        List.of(2),
        rooms.stream()
            .map(RoomView::info)
            .filter(room -> room.id().equals(dm))
            .map(RoomInfo::userCount)
            .toList());
  }

  @Test
  void announcesStatusOncePerConnectionHoweverManyRoomsAreShared() {
    TestClient second = chat.connect("Ada");
    TestClient bob = chat.connect("Bob");
    RoomId other = ada.does(new CreatePublicRoom("Other")).room().info().id();
    for (TestClient client : List.of(ada, second, bob)) {
      client.joins(GENERAL);
      client.joins(other);
    }
    ada.says(ada.does(new OpenConversation(bob.user().id())).room().info().id(), "hello");
    ada.heard();
    second.heard();
    bob.close();
    chat.pass(GRACE);
    assertEquals(1, status(ada).size());
    assertEquals(1, status(second).size());
  }

  @Test
  void announcesNoStatusForASecondConnection() {
    TestClient bob = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.heard();
    TestClient second = chat.connect("Bob");
    bob.close();
    chat.pass(GRACE);
    assertEquals(List.of(), status(ada));
    assertEquals(List.of(), status(second), "one's own status is no news");
  }

  @Test
  void announcesNoStatusForAQuickReconnect() {
    TestClient bob = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    ada.heard();
    bob.close();
    chat.pass(GRACE.minusMillis(1));
    chat.connect("Bob");
    chat.pass(GRACE.multipliedBy(2));
    assertEquals(List.of(), status(ada));
  }

  @Test
  void isNotAnnouncedInARoomOfMoreThanAHundredPresent() {
    TestClient bob = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    for (int i = 0; i < 98; i++) {
      chat.connect("crowd-" + i).joins(GENERAL);
    }
    chat.connect("Eve").ask(new JoinRoom(GENERAL));
    chat.settle();
    bob.close();
    chat.pass(GRACE);
    chat.connect("Bob");
    ada.heard();
    TestClient more = chat.connect("One-more");
    more.joins(GENERAL);
    chat.connect("Bob").close();
    chat.pass(GRACE.multipliedBy(2));
    assertEquals(List.of(), status(ada), "101 are present");
  }

  @Test
  void announcesStatusOfAConnectionClosedAtOnceAndAnother() {
    TestClient bob = chat.connect("Bob");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    bob.close();
    chat.pass(GRACE);
    ada.heard();
    chat.connectQuietly("Bob").connection().close();
    TestClient again = chat.connect("Bob");
    assertEquals(List.of(new StatusChanged(bob.user(), true)), status(ada));
    again.close();
    chat.pass(GRACE);
    assertEquals(List.of(new StatusChanged(bob.user(), false)), status(ada));
  }

  @Test
  void hidesAConversationWithoutAMessageFromTheOtherUser() {
    TestClient bob = chat.connect("Bob");
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.does(new SetTyping(dm, true));
    ada.close();
    chat.pass(GRACE);
    assertEquals(List.of(), bob.heard());
  }

  @Test
  void showsTypingInAConversationWithAMessage() {
    TestClient bob = chat.connect("Bob");
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(dm, "hello");
    bob.heard();
    ada.does(new SetTyping(dm, true));
    assertEquals(List.of(new UserTyping(dm, ada.user(), true)), bob.heard());
  }
}
