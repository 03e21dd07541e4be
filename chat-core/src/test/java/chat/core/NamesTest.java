package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.command.Hello;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.SetUsername;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.OpenConversation;
import chat.core.event.MessagePosted;
import chat.core.event.Signal.UserChanged;
import chat.core.memory.MemoryStore;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NamesTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final MemoryStore store = new MemoryStore(new Random(2));
  private final TestChat chat = new TestChat(store);
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  private static User renamed(TestClient client, String name) {
    User user = client.user().renamed(name);
    assertEquals(new SetUsername.Renamed(user), client.does(new SetUsername(name)));
    return user;
  }

  private static Outcome<?> connectAs(TestChat chat, String id, String name) {
    User user = new User(UserId.of(id), name, User.Kind.GUEST);
    TestClient client = new TestClient(chat, user);
    chat.settle();
    return client.outcome(new Hello());
  }

  private static boolean isNameTaken(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?> refused && refused.refusal() == Refusal.NAME_TAKEN;
  }

  @Test
  void setsANewName() {
    renamed(ada, "Countess");
    assertEquals("Countess", ada.does(new Hello()).user().name());
    assertEquals("Countess", chat.connect("Ada").does(new Hello()).user().name());
  }

  @Test
  void rejectsInvalidNames() {
    for (String name : List.of("", "x", "with space", "a@b", "n".repeat(33), "dot.dot")) {
      assertEquals("username", ada.invalid(new SetUsername(name)), name);
    }
  }

  @Test
  void rejectsTheNameOfAnotherUserInAnyCase() {
    assertEquals(Refusal.NAME_TAKEN, ada.refused(new SetUsername("Bob")));
    assertEquals(Refusal.NAME_TAKEN, ada.refused(new SetUsername("bOB")));
    assertEquals("Ada", ada.does(new Hello()).user().name());
  }

  @Test
  void acceptsTheOwnNameAgainAndInAnotherCase() {
    renamed(ada, "Ada");
    renamed(ada, "ADA");
    renamed(ada, "ada");
  }

  @Test
  void freesTheOldName() {
    renamed(ada, "Countess");
    renamed(bob, "Ada");
    assertEquals(Refusal.NAME_TAKEN, bob.refused(new SetUsername("countess")));
  }

  @Test
  void announcesANewNameToOwnConnectionsAndUsersWhoShareARoom() {
    TestClient second = chat.connect("Ada");
    TestClient eve = chat.connect("Eve");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    User countess = renamed(ada, "Countess");
    assertEquals(List.of(new UserChanged(countess)), bob.heard(UserChanged.class));
    assertEquals(List.of(new UserChanged(countess)), second.heard(UserChanged.class));
    assertEquals(List.of(), ada.heard(UserChanged.class), "the reply says it");
    assertEquals(List.of(), eve.heard(UserChanged.class), "shares nothing");
    renamed(ada, "Countess");
    assertEquals(List.of(), bob.heard(UserChanged.class), "nothing changed");
  }

  @Test
  void announcesANewNameToTheOtherUserOfAConversationOnce() {
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(dm, "hello");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    User countess = renamed(ada, "Countess");
    assertEquals(List.of(new UserChanged(countess)), bob.heard(UserChanged.class));
  }

  @Test
  void rejectsALookalikeOfAnotherUsersName() {
    assertEquals(Refusal.NAME_TAKEN, ada.refused(new SetUsername("B0b")));
    assertEquals(Refusal.NAME_TAKEN, ada.refused(new SetUsername("\u0412\u043eb")));
    assertEquals("username", ada.invalid(new SetUsername("Ad\u3164a")));
  }

  @Test
  void announcesAChangeByTheHost() {
    TestClient eve = chat.connect("Eve");
    ada.joins(GENERAL);
    bob.joins(GENERAL);
    User registered = ada.user().renamed("Countess").as(User.Kind.REGISTERED);
    store.directory().putUser(registered, Instant.EPOCH);
    var told = chat.chat().changed(ada.user().id());
    chat.settle();
    told.toCompletableFuture().join();
    assertEquals(List.of(new UserChanged(registered)), ada.heard(UserChanged.class));
    assertEquals(List.of(new UserChanged(registered)), bob.heard(UserChanged.class));
    assertEquals(List.of(), eve.heard(UserChanged.class), "shares nothing");
    assertEquals(registered, ada.does(new Hello()).user());
    ada.says(GENERAL, "as a registered user");
    assertEquals(registered, bob.heard(MessagePosted.class).get(0).author());
  }

  @Test
  void announcesAChangeByTheHostOfAUserWhoIsAway() {
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(dm, "hello");
    ada.close();
    chat.pass(GRACE);
    User registered = ada.user().as(User.Kind.REGISTERED);
    store.directory().putUser(registered, Instant.EPOCH);
    chat.chat().changed(ada.user().id());
    chat.chat().changed(UserId.of("nobody"));
    chat.settle();
    assertEquals(List.of(new UserChanged(registered)), bob.heard(UserChanged.class));
  }

  @Test
  void keepsTheNameAtTheTimeInStoredMessages() {
    ada.joins(GENERAL);
    ada.says(GENERAL, "as Ada");
    renamed(ada, "Countess");
    ada.says(GENERAL, "as Countess");
    assertEquals(
        List.of("Ada", "Countess"),
        bob.joins(GENERAL).events().stream()
            .map(event -> ((MessagePosted) event).author().name())
            .toList());
    assertEquals(
        List.of("Bob", "Countess"), bob.joins(GENERAL).users().stream().map(User::name).toList());
  }

  @Test
  void rejectsAllCommandsOfAUserWithATakenName() {
    assertEquals(true, isNameTaken(connectAs(chat, "other", "ADA")));
  }

  @Test
  void keepsTheNameOfAUserAwayForADay() {
    ada.close();
    chat.pass(Duration.ofHours(23));
    assertEquals(Refusal.NAME_TAKEN, bob.refused(new SetUsername("Ada")));
    assertEquals(true, isNameTaken(connectAs(chat, "other", "Ada")));
    chat.pass(Duration.ofHours(3));
    renamed(bob, "Ada");
  }

  @Test
  void keepsTheNameOfAUserWhoStaysConnected() {
    chat.pass(Duration.ofDays(3));
    assertEquals(Refusal.NAME_TAKEN, bob.refused(new SetUsername("Ada")));
    ada.close();
    chat.pass(Duration.ofHours(23));
    assertEquals(
        Refusal.NAME_TAKEN, bob.refused(new SetUsername("Ada")), "a day from the end, not before");
  }

  @Test
  void freesTheNameOfAGuestWithAConversationAndKeepsItsMessages() {
    RoomId both = bob.does(new OpenConversation(ada.user().id())).room().info().id();
    ada.says(both, "hello");
    ada.close();
    chat.pass(GRACE.plus(Duration.ofDays(3)));
    renamed(bob, "Ada");

    assertEquals(both, bob.does(new OpenConversation(ada.user().id())).room().info().id());
    assertEquals(
        List.of(ada.user()),
        bob
            .does(
                new ReadHistory(
                    both, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()))
            .events()
            .stream()
            .map(event -> ((MessagePosted) event).author())
            .toList());
  }

  @Test
  void removesALoadedConversationWhoseUsersAreForgotten() {
    TestClient eve = chat.connect("Eve");
    RoomId both = bob.does(new OpenConversation(ada.user().id())).room().info().id();
    ada.says(both, "hello");
    ada.close();
    bob.close();
    ReadHistory history =
        new ReadHistory(both, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());
    chat.pass(Duration.ofHours(25).minusSeconds(20)); // guests are forgotten every hour
    assertEquals(Refusal.NOT_FOUND, eve.refused(history), "which loads the room");
    assertEquals(1, store.log().heads(List.of(both)).toCompletableFuture().join().size());
    chat.pass(Duration.ofSeconds(40));
    assertEquals(0, store.log().heads(List.of(both)).toCompletableFuture().join().size());
    assertEquals(Refusal.NOT_FOUND, eve.refused(history));
    renamed(eve, "Ada");
    assertEquals(
        Refusal.NOT_FOUND, eve.refused(new OpenConversation(bob.user().id())), "is forgotten");
  }

  @Test
  void forgetsMembershipsWithTheGuest() {
    ada.joins(GENERAL);
    ada.close();
    chat.pass(Duration.ofHours(26));
    TestClient again = chat.connect("Ada");
    assertEquals(Refusal.NOT_MEMBER, again.refused(again.post(GENERAL, "hello")));
  }
}
