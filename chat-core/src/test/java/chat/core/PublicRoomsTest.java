package chat.core;

import static chat.core.TestChat.GENERAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.command.Hello;
import chat.core.command.Refusal;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.OpenConversation;
import chat.core.event.Signal.RoomShown;
import chat.core.event.Signal.RoomsChanged;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Creating public rooms, and listing rooms. */
final class PublicRoomsTest {
  private final TestChat chat = new TestChat();
  private final TestClient ada = chat.connect("Ada");
  private final TestClient bob = chat.connect("Bob");

  private RoomView create(String name) {
    return ada.does(new CreatePublicRoom(name)).room();
  }

  private ListRooms.Listed list(TestClient client, String after, int limit) {
    Optional<RoomId> from = after.isEmpty() ? Optional.empty() : Optional.of(RoomId.of(after));
    return client.does(new ListRooms(from, OptionalInt.of(limit)));
  }

  private static List<String> ids(List<RoomView> rooms) {
    return rooms.stream().map(room -> room.info().id().value()).toList();
  }

  private static List<Integer> counts(TestClient client) {
    return client.heard(RoomsChanged.class).stream()
        .flatMap(changed -> changed.rooms().stream())
        .map(RoomInfo::userCount)
        .toList();
  }

  @Test
  void createsARoomWithItsAuthorAsAMember() {
    RoomView room = create("  Tech Talk ");
    assertEquals(RoomId.of("tech-talk"), room.info().id());
    assertEquals("Tech Talk", room.info().name());
    assertEquals(RoomKind.PUBLIC, room.info().kind());
    assertFalse(room.info().permanent());
    assertEquals(0, room.info().head().seq());
    assertTrue(room.member());
    assertEquals(Optional.empty(), room.code());
  }

  @Test
  void announcesANewRoomToAllConnections() {
    TestClient second = chat.connect("Ada");
    RoomView room = create("Tech Talk");
    for (TestClient client : List.of(ada, bob, second)) {
      List<RoomsChanged> heard =
          client.heard().stream()
              .filter(RoomsChanged.class::isInstance)
              .map(RoomsChanged.class::cast)
              .toList();
      assertEquals(List.of(new RoomsChanged(List.of(room.info()))), heard);
    }
  }

  @Test
  void coalescesAFloodOfNewRooms() {
    TestClient author = ada;
    create("The first");
    assertEquals(List.of(0), counts(bob));
    for (int i = 0; i < 450; i++) {
      if (i % 50 == 0) { // as many as one user may create
        author = chat.connect("Author" + i);
      }
      author.does(new CreatePublicRoom("Room " + i));
    }
    for (int expected : List.of(200, 200, 50, 0)) {
      assertEquals(List.of(), bob.heard(RoomsChanged.class));
      chat.pass(Duration.ofMillis(100));
      List<RoomsChanged> heard = bob.heard(RoomsChanged.class);
      assertEquals(expected == 0 ? 0 : 1, heard.size());
      assertEquals(expected, heard.stream().mapToInt(changed -> changed.rooms().size()).sum());
    }
    create("The last");
    assertEquals(List.of(0), counts(bob));
  }

  @Test
  void showsANewRoomToItsAuthorsOtherConnections() {
    TestClient second = chat.connect("Ada");
    RoomView room = create("Tech Talk");
    assertEquals(List.of(new RoomShown(room)), second.heard(RoomShown.class));
    assertEquals(List.of(), bob.heard(RoomShown.class));
  }

  @Test
  void rejectsATakenNameInAnyCase() {
    create("Tech Talk");
    for (String name : List.of("Tech Talk", "tech talk", " TECH TALK ", "general", "GENERAL")) {
      assertEquals(Refusal.NAME_TAKEN, bob.refused(new CreatePublicRoom(name)), name);
    }
  }

  @Test
  void rejectsALookalikeOfAPublicRoomsName() {
    create("Tech Talk");
    for (String name : List.of("T\u0435ch Talk", "Tech Ta1k", "G\u0435neral")) {
      assertEquals(Refusal.NAME_TAKEN, bob.refused(new CreatePublicRoom(name)), name);
    }
  }

  @Test
  void rejectsInvalidNames() {
    for (String name :
        List.of("", "  ", "a\nb", "x".repeat(65), "\u0007", "\u200b", "\u202eabc", "\u3164")) {
      assertEquals("name", ada.invalid(new CreatePublicRoom(name)));
    }
    create("x".repeat(64));
    create("\ud83d\ude00".repeat(64));
  }

  @Test
  void givesADifferentIdToSimilarNames() {
    assertEquals("tech-talk", create("Tech Talk").info().id().value());
    RoomView other = create("Tech-Talk!");
    assertEquals("Tech-Talk!", other.info().name());
    assertFalse(other.info().id().value().equals("tech-talk"));
    ada.says(other.info().id(), "works");
  }

  @Test
  void givesARandomIdToANameWithoutIdCharacters() {
    RoomView first = create("\u4f60\u597d");
    RoomView second = create("\ud83d\ude00");
    assertFalse(first.info().id().equals(second.info().id()));
    assertEquals("\u4f60\u597d", first.info().name());
  }

  @Test
  void staysWhenAllUsersLeave() {
    RoomId room = create("Tech Talk").info().id();
    ada.joins(room);
    ada.does(new LeaveRoom(room));
    chat.pass(Duration.ofHours(1));
    bob.joins(room);
  }

  @Test
  void sendsTheUserCountToAllConnectionsAtMostEveryTwoSeconds() {
    TestClient idle = chat.connect("Idle");
    ada.joins(GENERAL);
    assertEquals(List.of(1), counts(idle));
    bob.joins(GENERAL);
    TestClient cleo = chat.connect("Cleo");
    cleo.joins(GENERAL);
    chat.pass(Duration.ofMillis(1_999));
    assertEquals(List.of(), counts(idle));
    chat.pass(Duration.ofMillis(1));
    assertEquals(List.of(3), counts(idle));
    chat.pass(Duration.ofSeconds(20));
    assertEquals(List.of(), counts(idle));
    cleo.does(new LeaveRoom(GENERAL));
    assertEquals(List.of(2), counts(idle));
  }

  @Test
  void sendsNoUserCountOfACodeRoom() {
    RoomId room = ada.does(new CreateCodeRoom(Optional.empty())).room().info().id();
    bob.heard();
    ada.joins(room);
    chat.pass(Duration.ofSeconds(5));
    assertEquals(List.of(), counts(bob));
  }

  @Test
  void listsPublicAndOwnRoomsByAscendingIdInPages() {
    create("Beta");
    create("Zeta");
    ada.does(new OpenConversation(bob.user().id()));
    RoomId coded = ada.does(new CreateCodeRoom(Optional.empty())).room().info().id();
    List<String> expected = new ArrayList<>(List.of("beta", "dm.ada.bob", "zeta", coded.value()));
    expected.sort(null);
    expected.add(0, "general"); // it is permanent
    for (int limit = 1; limit <= 6; limit++) {
      List<String> seen = new ArrayList<>();
      boolean more = true;
      while (more) {
        ListRooms.Listed page = list(ada, seen.isEmpty() ? "" : seen.get(seen.size() - 1), limit);
        assertTrue(page.rooms().size() <= limit);
        seen.addAll(ids(page.rooms()));
        more = page.more();
      }
      assertEquals(expected, seen, "with pages of " + limit);
    }
    assertEquals(List.of("general", "beta", "zeta"), ids(list(bob, "", 200).rooms()));
  }

  @Test
  void listsFiftyRoomsByDefault() {
    for (int i = 0; i < 60; i++) {
      (i % 2 == 0 ? ada : bob).does(new CreatePublicRoom("Room " + i));
    }
    ListRooms.Listed listed = bob.does(new ListRooms(Optional.empty(), OptionalInt.empty()));
    assertEquals(50, listed.rooms().size());
    assertTrue(listed.more());
    for (int limit : List.of(0, 201, -1)) {
      assertEquals("limit", bob.invalid(new ListRooms(Optional.empty(), OptionalInt.of(limit))));
    }
  }

  @Test
  void listsWhatTheUserMaySeeOfEachRoom() {
    RoomId room = create("Tech Talk").info().id();
    ada.joins(room);
    ada.says(room, "one");
    RoomView stranger = list(bob, "general", 10).rooms().get(0);
    assertEquals(room, stranger.info().id());
    assertFalse(stranger.member());
    assertEquals(OptionalInt.empty(), stranger.unread());
    assertEquals(1, stranger.info().userCount());
    assertEquals(1, stranger.info().messageCount());
    assertEquals(1, stranger.info().head().seq());
    RoomView member = list(ada, "general", 10).rooms().get(0);
    assertTrue(member.member());
    assertEquals(OptionalInt.of(0), member.unread());
  }

  @Test
  void greetsWithOwnRoomsFirstAndAtMostAHundredPublicOnes() {
    for (int i = 0; i < 110; i++) {
      chat.connect("Author" + i / 50).does(new CreatePublicRoom(String.format("Aa %03d", i)));
    }
    RoomId mine = create("Zeta").info().id();
    RoomId coded = ada.does(new CreateCodeRoom(Optional.empty())).room().info().id();
    List<String> own = new ArrayList<>(List.of(mine.value(), coded.value()));
    own.sort(null);
    List<String> entered = ids(ada.does(new Hello()).rooms());
    assertEquals(own, entered.subList(0, 2));
    assertEquals(102, entered.size());
    assertEquals("general", entered.get(2));
    assertEquals("aa-000", entered.get(3));
    assertEquals("aa-098", entered.get(101));
  }

  /** The pages of {@code client}, each continuing after the last room of the preceding one. */
  private List<String> pages(TestClient client, int limit) {
    List<String> all = new ArrayList<>();
    String after = "";
    ListRooms.Listed page;
    do {
      page = list(client, after, limit);
      all.addAll(ids(page.rooms()));
      after = all.get(all.size() - 1);
    } while (page.more());
    return all;
  }

  private static final List<String> PERMANENT = List.of("general", "zoo");

  private static TestChat withPermanentRooms() {
    return new TestChat(
        builder ->
            builder.rooms(
                List.of(
                    RoomRecord.permanent(RoomId.of("zoo"), "Zoo"),
                    RoomRecord.permanent(GENERAL, "General"))));
  }

  @Test
  void listsPermanentRoomsFirstAndEachRoomOnce() {
    TestChat crowded = withPermanentRooms();
    TestClient eve = crowded.connect("Eve");
    TestClient max = crowded.connect("Max");
    for (int i = 0; i < 7; i++) {
      eve.does(new CreatePublicRoom("0 " + i)); // before every permanent room by its id
    }
    eve.does(new CreatePublicRoom("Middle"));
    RoomId secret = eve.does(new CreateCodeRoom(Optional.empty())).room().info().id();
    max.joins(GENERAL);
    for (int limit = 1; limit <= 12; limit++) {
      List<String> forMax = pages(max, limit);
      assertEquals(PERMANENT, forMax.subList(0, 2), "limit " + limit);
      assertEquals(
          List.of("0-0", "0-1", "0-2", "0-3", "0-4", "0-5", "0-6", "middle"),
          forMax.subList(2, forMax.size()));
      List<String> forEve = pages(eve, limit);
      assertEquals(PERMANENT, forEve.subList(0, 2), "limit " + limit);
      assertEquals(11, forEve.size());
      assertTrue(forEve.contains(secret.value()));
    }
    assertEquals(List.of("middle"), ids(list(max, "1", 50).rooms()), "after a room that is gone");
  }

  @Test
  void greetsWithAllPermanentRoomsHoweverManyOthersThereAre() {
    TestChat crowded = withPermanentRooms();
    TestClient author = crowded.connect("Ada");
    for (int i = 0; i < 150; i++) {
      if (i % 50 == 0) {
        author = crowded.connect("Author" + i);
      }
      author.does(new CreatePublicRoom("0 " + i));
    }
    List<String> rooms = ids(crowded.connect("Eve").does(new Hello()).rooms());
    assertEquals(PERMANENT, rooms.subList(0, 2));
    assertEquals(100, rooms.size());
  }

  @Test
  void boundsThePublicRoomsThatOneUserCreates() {
    for (int i = 0; i < 50; i++) {
      create("Room " + i);
    }
    assertEquals(Refusal.FORBIDDEN, ada.refused(new CreatePublicRoom("One more")));
    ada.does(new CreateCodeRoom(Optional.empty()));
    bob.does(new CreatePublicRoom("One more"));
  }

  @Test
  void boundsTheRoomsThatOneUserBelongsTo() {
    for (int i = 0; i < 500; i++) {
      ada.does(new CreateCodeRoom(Optional.empty()));
    }
    assertEquals(Refusal.FORBIDDEN, ada.refused(new JoinRoom(GENERAL)));
    assertEquals(Refusal.FORBIDDEN, ada.refused(new CreateCodeRoom(Optional.empty())));
    ada.does(new OpenConversation(bob.user().id())); // others could open as many
    RoomId own = ada.does(new Hello()).rooms().get(0).info().id();
    ada.does(new LeaveRoom(own));
    ada.joins(GENERAL);
    ada.does(new JoinRoom(GENERAL)); // a room of the user
  }
}
