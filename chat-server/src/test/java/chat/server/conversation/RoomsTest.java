package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RoomsTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void createsAPublicRoomAndBroadcastsIt() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server)) {
      JsonObject room =
          Frame.object(ada.ask("create_room", "kind", "public", "name", " Sea Side "), "room");
      String id = Frame.text(room, "id");

      assertEquals("Sea Side", Frame.text(room, "name"));
      assertEquals("public", Frame.text(room, "kind"));
      assertFalse(Frame.flag(room, "permanent"));
      assertTrue(Frame.flag(room, "member"));
      assertEquals(0, Frame.number(room, "unread"));
      assertEquals(0, Frame.number(room, "message_count"));
      assertEquals(0, Frame.number(room, "head.seq"));
      JsonObject told = toldOf(id, bob);
      for (String member : List.of("unread", "member", "role", "code", "with")) {
        assertFalse(told.has(member), member);
      }
    }
  }

  @Test
  void showsMembersTheirRole() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server)) {
      JsonObject room =
          Frame.object(ada.ask("create_room", "kind", "public", "name", "Harbour"), "room");
      String id = Frame.text(room, "id");

      assertEquals("owner", Frame.text(room, "role"));
      assertEquals("owner", Frame.text(ada.join(id), "room.role"));
      assertEquals("member", Frame.text(bob.join(id), "room.role"));
      assertEquals("member", Frame.text(bob.join("general"), "room.role"));
    }
  }

  @Test
  void makesTheAuthorAMemberWhoIsNotYetPresent() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      String room = ada.creates("Author's");

      assertEquals(0, Frame.list(ada.ask("members", "room", room), "users").size());
      ada.say(room, "I need not join to post");
      assertEquals(List.of(), ada.heard("new_message"));
      assertEquals(1, Frame.number(ada.join(room), "room.user_count"));
    }
  }

  @Test
  void refusesAPublicNameThatIsTakenInAnyCase() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      ada.creates("Caf\u00e9 One");

      for (String name : List.of("Caf\u00e9 One", "CAF\u00c9 ONE", " caf\u00e9 one ", "gEnErAl")) {
        JsonObject error = ada.refused("name_taken", "create_room", "kind", "public", "name", name);
        assertEquals("name", Frame.text(error, "field"));
      }
      // the names of code rooms are not public, so they need not be unique
      ada.ask("create_room", "kind", "code", "name", "Caf\u00e9 One");
      ada.ask("create_room", "kind", "code", "name", "Caf\u00e9 One");
    }
  }

  @Test
  void takesRoomNamesOfSixtyFourCodePointsInAnyScript() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      for (String name :
          List.of("\ud83d\ude42".repeat(64), "\u6771\u4eac", "\u0647\u0646\u0627", "<b>&\"'")) {
        JsonObject created = ada.ask("create_room", "kind", "public", "name", name);
        assertEquals(name, Frame.text(created, "room.name"));
        ada.join(Frame.text(created, "room.id"));
      }
      ada.refused("invalid", "create_room", "kind", "public", "name", "\ud83d\ude42".repeat(65));
      ada.refused("invalid", "create_room", "kind", "public", "name", "a\u0007b");
    }
  }

  @Test
  void givesRoomsOfOneIdealIdDifferentOnes() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      assertNotEquals(ada.creates("A B C"), ada.creates("A-B-C"));
    }
  }

  @Test
  void admitsToACodeRoomByItsCodeAndMembersByItsId() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server);
        ApiClient eve = ApiClient.arrive(server)) {
      JsonObject room = Frame.object(ada.ask("create_room", "kind", "code"), "room");
      String id = Frame.text(room, "id");
      String code = Frame.text(room, "code");

      assertEquals("code", Frame.text(room, "kind"));
      assertFalse(Frame.text(room, "name").isEmpty());
      bob.refused("not_found", "join_room", "room", id);
      bob.refused("not_found", "history", "room", id);
      bob.refused("not_found", "members", "room", id);
      bob.refused("not_found", "leave_room", "room", id);
      bob.refused("not_found", "mark_read", "room", id, "seq", 0);
      bob.refused("not_found", "typing", "room", id, "typing", true);
      bob.refused("not_found", "send_message", "room", id, "text", "x", "client_id", "k");
      JsonObject joined = bob.ask("join_room", "code", "  " + code.toLowerCase(Locale.ROOT) + "\t");
      assertEquals(id, Frame.text(joined, "room.id"));
      assertEquals(code, Frame.text(joined, "room.code"));
      bob.join(id);
      ada.join(id);
      bob.say(id, "hello");
      ada.hears("new_message", "room", id, "text", "hello");

      assertFalse(roomsOf(eve).contains(id));
      assertTrue(roomsOf(bob).contains(id));
      assertFalse(eve.heard("rooms_changed").toString().contains(id));
    }
  }

  private static List<String> roomsOf(ApiClient talker) throws Exception {
    return Frame.texts(talker.ask("get_rooms", "limit", 200), "rooms", "id");
  }

  @Test
  void sendsACodeRoomToTheAuthorsConnectionsOnly() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient phone = ada.again(server);
        ApiClient bob = ApiClient.arrive(server)) {
      JsonObject room = Frame.object(ada.ask("create_room", "kind", "code"), "room");

      String id = Frame.text(room, "id");
      JsonObject told = toldOf(id, phone);
      assertEquals(room.get("code"), told.get("code"));
      assertTrue(Frame.flag(told, "member"));
      String open = ada.creates("After the code");
      JsonObject next = bob.hears("rooms_changed");
      while (!next.toString().contains(open)) {
        assertFalse(next.toString().contains(id));
        next = bob.hears("rooms_changed");
      }
      assertFalse(next.toString().contains(id));
    }
  }

  @Test
  void endsAnEmptyCodeRoomAfterTheGrace() throws Exception {
    try (RunningServer hasty =
            RunningServer.start("--presence-grace=0s", "--code-room-grace=300ms");
        ApiClient ada = ApiClient.arrive(hasty);
        ApiClient bob = ApiClient.arrive(hasty)) {
      JsonObject room = Frame.object(ada.ask("create_room", "kind", "code"), "room");
      String id = Frame.text(room, "id");
      String code = Frame.text(room, "code");

      ada.hears("rooms_changed", "removed", Frame.array(id));
      bob.refused("not_found", "join_room", "code", code);
      ada.refused("not_found", "join_room", "room", id);
      ada.refused("not_found", "history", "room", id);
      assertFalse(roomsOf(ada).contains(id));
    }
  }

  @Test
  void countsTheGraceFromTheLastOneWhoLeft() throws Exception {
    ManualClock clock = new ManualClock();
    try (RunningServer timed =
            RunningServer.startWith(clock, "--presence-grace=0s", "--code-room-grace=9s");
        ApiClient ada = ApiClient.arrive(timed);
        ApiClient bob = ApiClient.arrive(timed)) {
      JsonObject room = Frame.object(ada.ask("create_room", "kind", "code"), "room");
      String id = Frame.text(room, "id");
      ada.join(id);
      bob.ask("join_room", "code", room.get("code"));
      ada.ask("leave_room", "room", id);
      ada.refused("not_found", "join_room", "room", id);
      bob.vanish();
      awaitGraceOfTheRoom(clock);
      clock.passMillis(8_999);
      // a user who joins within the grace period finds everything unchanged
      try (ApiClient again = bob.again(timed)) {
        again.join(id);
        again.say(id, "still here");
        again.vanish();
        awaitGraceOfTheRoom(clock);
        try (ApiClient last = bob.again(timed)) {
          clock.passMillis(8_999);
          last.ask("history", "room", id);
          clock.passMillis(1);
          last.hears("rooms_changed", "removed", Frame.array(id));
        }
      }
    }
  }

  /** Waits until the server has noticed that the last user has left, without a presence grace. */
  private static void awaitGraceOfTheRoom(ManualClock clock) throws Exception {
    clock.awaitTasks(2, Duration.ZERO); // one of the room, one of the user
    clock.pass(Duration.ZERO);
    clock.awaitTasks(1, Duration.ofSeconds(9));
  }

  @Test
  void opensAConversationThatTheOtherSeesWithTheFirstPost() throws Exception {
    try (ApiClient ada = ApiClient.called("OpensAda", server);
        ApiClient bob = ApiClient.called("OpensBob", server)) {
      JsonObject room =
          Frame.object(ada.ask("create_room", "kind", "direct", "user", bob.id()), "room");
      String id = Frame.text(room, "id");

      assertEquals("direct", Frame.text(room, "kind"));
      assertEquals(bob.id(), Frame.text(room, "with.id"));
      assertEquals("OpensBob", Frame.text(room, "with.name"));
      assertEquals(id, ada.opens(bob), "asking again finds the same");
      assertFalse(roomsOf(bob).contains(id));
      ada.say(id, "hello");
      JsonObject first = bob.hears("new_message", "room", id);
      assertTrue(Frame.flag(first, "private"));
      assertEquals(ada.id(), Frame.text(toldOf(id, bob), "with.id"));
      assertTrue(roomsOf(bob).contains(id));
      assertEquals(id, bob.opens(ada));
    }
  }

  @Test
  void opensNoConversationWithOneselfOrUnknownUsers() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      ada.refused("invalid", "create_room", "kind", "direct", "user", ada.id());
      ada.refused("not_found", "create_room", "kind", "direct", "user", "nobody");
      ada.refused("not_found", "create_room", "kind", "direct", "user", "no body");
    }
  }

  @Test
  void hidesConversationsFromOtherUsers() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server);
        ApiClient eve = ApiClient.arrive(server)) {
      String id = ada.opens(bob);
      ada.say(id, "between us");

      eve.refused("not_found", "join_room", "room", id);
      eve.refused("not_found", "history", "room", id);
      eve.refused("not_found", "members", "room", id);
      eve.refused("not_found", "mark_read", "room", id, "seq", 0);
      eve.refused("not_found", "typing", "room", id, "typing", true);
      eve.refused("not_found", "leave_room", "room", id);
      eve.refused("not_found", "send_message", "room", id, "text", "x", "client_id", "k");
      assertFalse(roomsOf(eve).contains(id));
    }
  }

  @Test
  void leavesARoomOnAllConnections() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient phone = ada.again(server);
        ApiClient bob = ApiClient.arrive(server)) {
      String room = ada.creates("To be left");
      ada.join(room);
      phone.join(room);
      bob.join(room);

      assertEquals(room, Frame.text(ada.ask("leave_room", "room", room), "room"));
      JsonObject told = phone.hears("left_room", "room", room);
      assertFalse(told.has("re"));
      assertEquals(1, Frame.number(bob.hears("user_left", "room", room), "user_count"));
      phone.refused("not_member", "send_message", "room", room, "text", "x", "client_id", "k");
      bob.say(room, "they are gone");
      assertEquals(List.of(), ofMessages(phone.settled(room)));
      assertEquals(List.of(), ofMessages(ada.settled(room)));
      phone.join(room);
      phone.say(room, "back");
      bob.hears("new_message", "text", "back");
    }
  }

  private static List<JsonObject> ofMessages(List<JsonObject> frames) {
    return frames.stream().filter(frame -> Frame.is(frame, "new_message")).toList();
  }

  @Test
  void letsUsersLeaveAnyRoomThatTheyMayRead() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server)) {
      assertEquals("random", Frame.text(ada.ask("leave_room", "room", "random"), "room"));
      ada.refused("invalid", "leave_room", "room", ada.opens(bob));
      ada.refused("not_found", "leave_room", "room", "nowhere");
    }
  }

  @Test
  void keepsMembershipOverConnections() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      String room = ada.creates("Kept");
      ada.join(room);
      ada.vanish();
      try (ApiClient again = ada.again(server)) {
        again.say(room, "still a member");
        again.ask("mark_read", "room", room, "seq", 1);
        again.ask("leave_room", "room", room);
      }
      try (ApiClient left = ada.again(server)) {
        left.refused("not_member", "send_message", "room", room, "text", "x", "client_id", "k");
      }
    }
  }

  @Test
  void listsRoomsInPagesPermanentOnesFirstThenByAscendingId() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server)) {
      for (int i = 0; i < 7; i++) {
        ada.creates("Page " + i);
      }
      ada.ask("create_room", "kind", "code", "name", "Paged too");
      List<JsonObject> rooms = Frame.list(ada.ask("get_rooms", "limit", 200), "rooms");
      List<String> all = rooms.stream().map(room -> Frame.text(room, "id")).toList();
      List<String> paged = new ArrayList<>();
      JsonObject page = ada.ask("get_rooms", "limit", 3);
      while (true) {
        paged.addAll(Frame.texts(page, "rooms", "id"));
        if (!Frame.flag(page, "more")) {
          break;
        }
        assertEquals(3, Frame.list(page, "rooms").size());
        page = ada.ask("get_rooms", "limit", 3, "after", paged.get(paged.size() - 1));
      }

      assertEquals(all, paged);
      assertEquals(all.size(), all.stream().distinct().count());
      Comparator<JsonObject> permanentFirst =
          Comparator.comparing(room -> !Frame.flag(room, "permanent"));
      assertEquals(
          rooms.stream()
              .sorted(permanentFirst.thenComparing(room -> Frame.text(room, "id")))
              .toList(),
          rooms);
      assertTrue(all.indexOf("zero-to-knowing") < all.indexOf("page-0"));
      assertEquals(0, Frame.list(ada.ask("get_rooms", "after", "zzz"), "rooms").size());
    }
  }

  @Test
  void listsMembersInPagesByAscendingId() throws Exception {
    List<ApiClient> guests = new ArrayList<>();
    try (ApiClient ada = ApiClient.arrive(server)) {
      String room = ada.creates("Crowd");
      for (int i = 0; i < 7; i++) {
        guests.add(ApiClient.in(room, server));
      }
      JsonObject first = ada.ask("members", "room", room, "limit", 4);
      List<String> ids = new ArrayList<>(Frame.texts(first, "users", "id"));
      assertTrue(Frame.flag(first, "more"));
      JsonObject rest = ada.ask("members", "room", room, "limit", 4, "after", ids.get(3));
      assertFalse(Frame.flag(rest, "more"));
      ids.addAll(Frame.texts(rest, "users", "id"));

      assertEquals(guests.stream().map(ApiClient::id).sorted().toList(), ids);
      assertEquals(room, Frame.text(rest, "room"));
    } finally {
      guests.forEach(ApiClient::close);
    }
  }

  @Test
  void namesOneselfFirstOnJoining() throws Exception {
    List<ApiClient> guests = new ArrayList<>();
    try (ApiClient ada = ApiClient.arrive(server)) {
      String room = ada.creates("Oneself first");
      for (int i = 0; i < 4; i++) {
        guests.add(ApiClient.in(room, server));
      }
      JsonObject joined = ada.join(room);
      List<String> ids = Frame.texts(joined, "users", "id");

      assertEquals(ada.id(), ids.get(0));
      assertEquals(5, Frame.number(joined, "room.user_count"));
      assertEquals(5, ids.stream().distinct().count());
      assertFalse(ada.ask("join_room", "room", room, "users", false).has("users"));
      assertTrue(ada.ask("join_room", "room", room, "users", true).has("users"));
    } finally {
      guests.forEach(ApiClient::close);
    }
  }

  @Test
  void broadcastsUserCountsOfPublicRoomsPeriodically() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server)) {
      String room = ada.creates("Counted");
      ada.join(room);

      JsonObject told = bob.hears("rooms_changed");
      while (Frame.list(told, "rooms").stream()
          .noneMatch(each -> Frame.text(each, "id").equals(room) && count(each) == 1)) {
        told = bob.hears("rooms_changed");
      }
    }
  }

  /** The latest {@code rooms_changed} entry of a room; entries of other rooms are skipped. */
  private static JsonObject toldOf(String room, ApiClient talker) throws Exception {
    while (true) {
      JsonObject told = talker.hears("rooms_changed");
      for (JsonObject each :
          told.has("rooms") ? Frame.list(told, "rooms") : List.<JsonObject>of()) {
        if (Frame.text(each, "id").equals(room)) {
          return each;
        }
      }
    }
  }

  private static long count(JsonObject room) {
    return Frame.number(room, "user_count");
  }

  @Test
  void takesItsPermanentRoomsFromItsSettings() throws Exception {
    try (RunningServer own =
            RunningServer.start("--rooms=Lobby,Tea & Coffee", "--default-room=lobby");
        ApiClient ada = ApiClient.arrive(own)) {
      assertEquals(List.of("lobby", "tea-coffee"), Frame.texts(ada.welcome(), "rooms", "id"));
      assertEquals(List.of("Lobby", "Tea & Coffee"), Frame.texts(ada.welcome(), "rooms", "name"));
      assertEquals("lobby", Frame.text(ada.welcome(), "default_room"));
      ada.join("tea-coffee");
    }
  }

  @Test
  void listsAtMostAHundredPublicRoomsToNewcomers() throws Exception {
    try (RunningServer own = RunningServer.start("--limits=off", "--rooms=General");
        ApiClient ada = ApiClient.arrive(own)) {
      for (int i = 0; i < 110; i += 10) {
        try (ApiClient maker = ApiClient.arrive(own)) { // one user may create 50 public rooms
          for (int j = 0; j < 10; j++) {
            ada.join(maker.creates("R" + (i + j)));
          }
        }
      }
      try (ApiClient bob = ApiClient.arrive(own);
          ApiClient again = ada.again(own)) {
        assertEquals(100, Frame.list(bob.welcome(), "rooms").size());
        assertEquals(111, Frame.list(again.welcome(), "rooms").size(), "all of one's own");
        assertEquals(111, roomsOf(bob).size());
      }
    }
  }

  @Test
  void hidesAConversationFromTheOtherUserBeforeTheFirstPost() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server)) {
      String id = ada.opens(bob);
      ada.send(Frame.of("typing", "room", id, "typing", true));
      ada.ask("set_username", "username", "NotYetKnown");
      ada.say(id, "now");
      bob.hears("new_message");

      assertEquals(List.of(), bob.heard("user_typing", "typing", true));
      assertEquals(List.of(), bob.heard("user_changed"));
    }
  }
}
