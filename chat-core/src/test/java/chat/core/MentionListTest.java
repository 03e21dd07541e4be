package chat.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.message.EditMessage;
import chat.core.command.message.ListMentions;
import chat.core.command.message.SetReaction;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.event.MessagePosted;
import chat.core.model.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of the messages that mention a user. */
final class MentionListTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");
  private RoomId tea;
  private RoomId jam;

  @BeforeEach
  void createRooms() {
    tea = ada.does(new CreatePublicRoom("Tea")).room().info().id();
    jam = ada.does(new CreatePublicRoom("Jam")).room().info().id();
    for (RoomId room : List.of(tea, jam)) {
      ada.joins(room);
      bob.joins(room);
    }
  }

  private long says(RoomId room, String text) {
    chat.pass(Duration.ofMillis(1));
    return ada.says(room, text).seq();
  }

  private static ListMentions.Listed list(TestClient client) {
    return client.does(new ListMentions(Optional.empty(), OptionalInt.empty()));
  }

  private static List<String> texts(ListMentions.Listed listed) {
    return listed.messages().stream().map(MessagePosted::text).toList();
  }

  @Test
  void listsTheMessagesOfAllRoomsAsTheyAre() {
    says(tea, "tea for @bob");
    long second = says(jam, "jam for @bob and @all");
    says(jam, "jam for me");
    says(tea, "@bob just you");
    ada.does(new SetReaction(jam, second, "\ud83d\udc4d", true, "r"));
    ada.does(new EditMessage(jam, second, "jam for @here", "e", OptionalLong.empty()));

    ListMentions.Listed listed = list(bob);
    assertEquals(List.of("jam for @here", "tea for @bob"), texts(listed));
    assertEquals(1, listed.messages().get(0).state().reactions().size());
    assertFalse(listed.more());
    assertEquals(Optional.empty(), listed.before());
    assertEquals(List.of(), texts(list(ada)));
  }

  @Test
  void aPrivateMessageMentionsNoOneUnlessItsTextDoes() {
    says(tea, "@bob hi");
    says(tea, "@bob hi @bob");
    assertEquals(List.of("hi @bob"), texts(list(bob)));
  }

  @Test
  void readsOnWhereTheLastPageEnded() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      says(i % 2 == 0 ? tea : jam, "for @bob " + i);
      expected.add(0, "for @bob " + i);
    }
    List<String> found = new ArrayList<>();
    Optional<String> before = Optional.empty();
    for (int page = 0; page < 4; page++) {
      ListMentions.Listed listed = bob.does(new ListMentions(before, OptionalInt.of(2)));
      found.addAll(texts(listed));
      assertEquals(page < 3, listed.more());
      before = listed.before();
    }
    assertEquals(expected, found);
  }

  @Test
  void endsAPageAt128KiB() {
    for (int i = 0; i < 20; i++) {
      says(tea, "for @bob " + i + "\u4e00".repeat(3_900));
    }
    ListMentions.Listed first = list(bob);
    assertTrue(first.more());
    assertTrue(first.messages().size() < 12, first.messages().size() + " messages");
    long weight = first.messages().stream().mapToLong(MessagePosted::weight).sum();
    assertTrue(weight <= 128 * 1024, weight + " bytes");
    ListMentions.Listed next = bob.does(new ListMentions(first.before(), OptionalInt.empty()));
    assertTrue(
        next.messages().get(0).text().startsWith("for @bob " + (19 - first.messages().size())));
  }

  @Test
  void listsNothingOfRoomsThatTheUserHasLeft() {
    RoomId secret = ada.does(new CreatePrivateRoom("Secret")).room().info().id();
    ada.joins(secret);
    says(secret, "about @bob");
    says(tea, "for @all");
    assertEquals(List.of("for @all"), texts(list(bob)));
    bob.does(new LeaveRoom(tea));
    assertEquals(List.of(), texts(list(bob)));
    bob.joins(tea);
    assertEquals(List.of("for @all"), texts(list(bob)));
  }

  @Test
  void rejectsAPlaceThatIsNone() {
    for (String place :
        List.of("", "x", ".", "1.", ".1", "-1.2", "1.-2", "1.2.3", "zzzzzzzzzzzzzzz.1")) {
      assertEquals(
          "before", bob.invalid(new ListMentions(Optional.of(place), OptionalInt.empty())), place);
    }
    assertEquals("limit", bob.invalid(new ListMentions(Optional.empty(), OptionalInt.of(201))));
  }
}
