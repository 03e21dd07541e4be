package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListMembers;
import chat.core.command.room.OpenConversation;
import chat.core.event.Event;
import chat.core.event.Signal;
import chat.core.event.Signal.PresenceCounted;
import chat.core.event.Signal.UserJoined;
import chat.core.event.Signal.UserLeft;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PresenceTest {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");

  private static List<Event> presence(TestClient client) {
    return client.heard().stream()
        .filter(
            event ->
                event instanceof UserJoined
                    || event instanceof UserLeft
                    || event instanceof PresenceCounted)
        .toList();
  }

  private TestClient present(String name) {
    TestClient client = chat.connect(name);
    client.joins(GENERAL);
    return client;
  }

  private List<TestClient> crowd(int size) {
    List<TestClient> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      crowd.add(present(String.format("crowd-%03d", i)));
    }
    return crowd;
  }

  private ListMembers.Listed members(Optional<UserId> after, int limit) {
    return ada.does(new ListMembers(GENERAL, after, OptionalInt.of(limit)));
  }

  @Test
  void announcesJoinsAndLeaves() {
    ada.joins(GENERAL);
    TestClient bob = present("Bob");
    assertEquals(List.of(new UserJoined(GENERAL, bob.user(), 2)), presence(ada));
    assertEquals(List.of(), presence(bob), "nobody hears of oneself");
    bob.does(new LeaveRoom(GENERAL));
    assertEquals(List.of(new UserLeft(GENERAL, bob.user(), 1)), presence(ada));
  }

  @Test
  void listsTheUsersPresentWithTheCallerFirst() {
    ada.joins(GENERAL);
    present("Bob");
    JoinRoom.Joined joined = chat.connect("Cleo").joins(GENERAL);
    assertEquals(List.of("Cleo", "Ada", "Bob"), joined.users().stream().map(User::name).toList());
    assertEquals(3, joined.room().info().userCount());
    assertEquals(
        List.of(),
        ada.does(new JoinRoom(GENERAL, Optional.empty(), OptionalInt.empty(), false)).users());
  }

  @Test
  void countsTwoConnectionsOfOneUserOnce() {
    ada.joins(GENERAL);
    TestClient bob = present("Bob");
    presence(ada);
    TestClient second = present("Bob");
    assertEquals(2, second.joins(GENERAL).room().info().userCount());
    bob.close();
    chat.pass(GRACE);
    assertEquals(List.of(), presence(ada));
    second.close();
    chat.pass(GRACE);
    assertEquals(List.of(new UserLeft(GENERAL, bob.user(), 1)), presence(ada));
  }

  @Test
  void staysPresentForTheGraceAfterAConnectionEnded() {
    ada.joins(GENERAL);
    TestClient bob = present("Bob");
    presence(ada);
    bob.close();
    chat.pass(GRACE.minus(MOMENT));
    assertEquals(List.of(), presence(ada));
    assertEquals(2, members(Optional.empty(), 10).users().size());
    chat.pass(MOMENT);
    assertEquals(List.of(new UserLeft(GENERAL, bob.user(), 1)), presence(ada));
    assertEquals(1, members(Optional.empty(), 10).users().size());
  }

  @Test
  void announcesNothingWhenAUserReconnectsWithinTheGrace() {
    ada.joins(GENERAL);
    TestClient bob = present("Bob");
    ada.heard();
    bob.close();
    chat.pass(GRACE.minus(MOMENT));
    present("Bob");
    chat.pass(GRACE.multipliedBy(3));
    assertEquals(List.of(), presence(ada));
  }

  @Test
  void restartsTheGraceEveryTime() {
    ada.joins(GENERAL);
    TestClient bob = present("Bob");
    presence(ada);
    bob.close();
    chat.pass(Duration.ofSeconds(4));
    TestClient again = present("Bob");
    again.close();
    chat.pass(Duration.ofSeconds(4));
    assertEquals(List.of(), presence(ada));
    chat.pass(Duration.ofSeconds(1));
    assertEquals(1, presence(ada).size());
  }

  @Test
  void endsThePresenceOfAUserWhoReconnectsButDoesNotJoinAgain() {
    ada.joins(GENERAL);
    TestClient bob = present("Bob");
    presence(ada);
    bob.close();
    chat.connect("Bob");
    chat.pass(GRACE);
    assertEquals(List.of(new UserLeft(GENERAL, bob.user(), 1)), presence(ada));
  }

  @Test
  void endsThePresenceWithinTheGraceWhenTheUserLeavesOnANewConnection() {
    ada.joins(GENERAL);
    TestClient bob = present("Bob");
    presence(ada);
    bob.close();
    chat.connect("Bob").does(new LeaveRoom(GENERAL));
    assertEquals(List.of(new UserLeft(GENERAL, bob.user(), 1)), presence(ada));
    chat.pass(GRACE);
    assertEquals(List.of(), presence(ada));
  }

  @Test
  void withoutAGraceEndsPresenceAtOnce() {
    TestChat hasty = new TestChat(builder -> builder.presenceGrace(Duration.ZERO));
    TestClient first = hasty.connect("Ada");
    TestClient second = hasty.connect("Bob");
    first.joins(GENERAL);
    second.joins(GENERAL);
    first.heard();
    second.close();
    hasty.pass(Duration.ZERO);
    assertEquals(1, first.heard(UserLeft.class).size());
  }

  @Test
  void announcesSingleJoinsUpToAHundredPresent() {
    ada.joins(GENERAL);
    List<TestClient> crowd = crowd(99);
    List<Event> heard = presence(ada);
    assertEquals(99, heard.size());
    assertEquals(new UserJoined(GENERAL, crowd.get(98).user(), 100), heard.get(98));
  }

  @Test
  void sendsACountAboveAHundredPresentAtMostOnceASecond() {
    ada.joins(GENERAL);
    crowd(99);
    presence(ada);
    present("New-1");
    assertEquals(List.of(new PresenceCounted(GENERAL, 101)), presence(ada));
    present("New-2");
    TestClient third = present("New-3");
    third.does(new LeaveRoom(GENERAL));
    assertEquals(List.of(), presence(ada));
    chat.pass(Duration.ofMillis(999));
    assertEquals(List.of(), presence(ada));
    chat.pass(MOMENT);
    assertEquals(List.of(new PresenceCounted(GENERAL, 102)), presence(ada));
    chat.pass(Duration.ofSeconds(5));
    assertEquals(List.of(), presence(ada), "nothing changed since");
  }

  @Test
  void sendsTheCountToTheCallerToo() {
    ada.joins(GENERAL);
    crowd(99);
    TestClient last = present("New-1");
    assertEquals(List.of(new PresenceCounted(GENERAL, 101)), presence(last));
  }

  @Test
  void announcesSingleLeavesAgainAtAHundred() {
    ada.joins(GENERAL);
    List<TestClient> crowd = crowd(100);
    chat.pass(Duration.ofSeconds(2));
    presence(ada);
    crowd.get(0).does(new LeaveRoom(GENERAL));
    assertEquals(List.of(new PresenceCounted(GENERAL, 100)), presence(ada));
    crowd.get(1).does(new LeaveRoom(GENERAL));
    assertEquals(List.of(new UserLeft(GENERAL, crowd.get(1).user(), 99)), presence(ada));
  }

  @Test
  void listsAtMostTwoHundredInTheReplyToAJoin() {
    crowd(230);
    List<User> users = ada.joins(GENERAL).users();
    assertEquals(200, users.size());
    assertEquals(ada.user(), users.get(0));
    assertEquals(200, users.stream().distinct().count());
  }

  @Test
  void listsMembersByAscendingIdInPages() {
    present("Cleo");
    present("Bob");
    ada.joins(GENERAL);
    present("Dora");
    ListMembers.Listed first = members(Optional.empty(), 3);
    assertEquals(List.of("Ada", "Bob", "Cleo"), first.users().stream().map(User::name).toList());
    assertTrue(first.more());
    ListMembers.Listed second = members(Optional.of(first.users().get(2).id()), 3);
    assertEquals(List.of("Dora"), second.users().stream().map(User::name).toList());
    assertFalse(second.more());
    assertEquals(List.of(), members(Optional.of(UserId.of("zz")), 3).users());
    assertFalse(members(Optional.empty(), 4).more());
  }

  @Test
  void listsFiftyMembersByDefault() {
    crowd(60);
    ListMembers.Listed listed =
        ada.does(new ListMembers(GENERAL, Optional.empty(), OptionalInt.empty()));
    assertEquals(50, listed.users().size());
    assertTrue(listed.more());
    for (int limit : List.of(0, 201, -1)) {
      assertEquals(
          "limit", ada.invalid(new ListMembers(GENERAL, Optional.empty(), OptionalInt.of(limit))));
    }
  }

  @Test
  void listsTheUsersOfAConversationWhoAreOnline() {
    TestClient bob = chat.connect("Bob");
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ListMembers both = new ListMembers(dm, Optional.empty(), OptionalInt.empty());
    assertEquals(List.of(ada.user(), bob.user()), ada.does(both).users());
    bob.close();
    chat.pass(GRACE);
    assertEquals(List.of(ada.user()), ada.does(both).users());
    assertEquals(1, ada.joins(dm).room().info().userCount());
  }

  @Test
  void announcesNoPresenceInAConversation() {
    TestClient bob = chat.connect("Bob");
    RoomId dm = ada.does(new OpenConversation(bob.user().id())).room().info().id();
    ada.says(dm, "hello");
    ada.heard();
    bob.joins(dm);
    bob.close();
    chat.pass(GRACE);
    assertEquals(List.of(new Signal.StatusChanged(bob.user(), false)), ada.heard());
  }
}
