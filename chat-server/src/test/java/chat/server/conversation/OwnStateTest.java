package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notifications and drafts of a user with two connections. */
final class OwnStateTest {
  private static final String FUTURE = "2999-01-31T09:05:00.000Z";

  private static RunningServer server;
  private static int rounds;

  private ApiClient bob;
  private ApiClient phone;
  private ApiClient ada;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void meet() throws Exception {
    bob = ApiClient.arrive(server);
    phone = bob.again(server);
    ada = ApiClient.arrive(server);
    room = bob.creates("Own " + rounds++);
    bob.join(room);
    ada.join(room);
    ada.say(room, "first");
  }

  @AfterEach
  void part() {
    List.of(bob, phone, ada).forEach(ApiClient::close);
  }

  private JsonObject shown(ApiClient client) throws Exception {
    return Frame.list(client.ask("get_rooms", "limit", 200), "rooms").stream()
        .filter(each -> Frame.text(each, "id").equals(room))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void setsNotificationsOnAllConnections() throws Exception {
    assertEquals("all", Frame.text(shown(bob), "level"));
    JsonObject set = bob.ask("set_notifications", "room", room, "level", "none", "until", FUTURE);
    assertEquals("notifications_set", Frame.text(set, "type"));
    assertEquals(room, Frame.text(set, "room"));
    assertEquals("none", Frame.text(set, "level"));
    assertEquals(FUTURE, Frame.text(set, "until"));
    JsonObject told = phone.hears("notifications_set");
    assertFalse(told.has("re"));
    assertEquals("none", Frame.text(told, "level"));
    assertEquals(FUTURE, Frame.text(told, "until"));
    for (JsonObject seen :
        List.of(shown(phone), Frame.parse(phone.join(room).get("room").toString()))) {
      assertEquals("none", Frame.text(seen, "level"));
      assertEquals(FUTURE, Frame.text(seen, "until"));
    }
    assertEquals("all", Frame.text(shown(ada), "level"));
    bob.ask("set_notifications", "room", room, "level", "mentions");
    assertFalse(shown(phone).has("until"));
    assertEquals("mentions", Frame.text(shown(phone), "level"));
    ada.settled(room);
    assertEquals(List.of(), ada.heard("notifications_set"));
    try (ApiClient later = bob.again(server)) {
      JsonObject greeted =
          Frame.list(later.welcome(), "rooms").stream()
              .filter(each -> Frame.text(each, "id").equals(room))
              .findFirst()
              .orElseThrow();
      assertEquals("mentions", Frame.text(greeted, "level"));
    }
  }

  @Test
  void rejectsInvalidNotifications() throws Exception {
    for (List<String> each :
        List.of(
            List.of("level", "some", FUTURE),
            List.of("until", "none", "tomorrow"),
            List.of("until", "none", "2026-02-30T00:00:00Z"),
            List.of("until", "none", "+12345-01-01T00:00:00Z"),
            List.of("until", "none", Instant.EPOCH.toString()),
            List.of("until", "all", FUTURE))) {
      JsonObject error =
          bob.refused(
              "invalid",
              "set_notifications",
              "room",
              room,
              "level",
              each.get(1),
              "until",
              each.get(2));
      assertEquals(each.get(0), Frame.text(error, "field"), each.toString());
    }
    JsonObject set =
        bob.ask(
            "set_notifications",
            "room",
            room,
            "level",
            "none",
            "until",
            "2999-01-31T10:05:00.0009+01:00");
    assertEquals(FUTURE, Frame.text(set, "until"));
  }

  @Test
  void syncsDraftsBetweenConnections() throws Exception {
    JsonObject saved =
        bob.ask("save_draft", "room", room, "text", "hel", "reply_to", 1, "rev", 100);
    assertEquals("draft_saved", Frame.text(saved, "type"));
    assertEquals(100, Frame.number(saved, "rev"));
    assertFalse(saved.has("root"));
    assertFalse(saved.has("current"));
    JsonObject told = phone.hears("draft_changed");
    assertEquals(room, Frame.text(told, "room"));
    assertEquals("hel", Frame.text(told, "text"));
    assertEquals(1, Frame.number(told, "reply_to"));
    assertEquals(100, Frame.number(told, "rev"));
    JsonObject late = phone.ask("save_draft", "room", room, "text", "late", "rev", 99);
    assertEquals(100, Frame.number(late, "rev"));
    assertEquals("hel", Frame.text(late, "current.text"));
    assertEquals(1, drafts(phone).size());
    assertEquals("hel", Frame.text(drafts(phone).get(0), "text"));
    phone.ask("save_draft", "room", room, "root", 1, "text", "in a thread", "rev", 1);
    assertEquals(1, Frame.number(bob.hears("draft_changed"), "root"));
    phone.ask("save_draft", "room", room, "text", "", "rev", 101);
    assertEquals("", Frame.text(bob.hears("draft_changed"), "text"));
    assertEquals(1, drafts(bob).size());
    assertEquals(0, drafts(ada).size());
    ada.settled(room);
    assertEquals(List.of(), ada.heard("draft_changed"));
  }

  private static List<JsonObject> drafts(ApiClient client) throws Exception {
    return Frame.list(client.ask("get_drafts"), "drafts");
  }

  @Test
  void sendsTheLargestDraftsInOneReply() throws Exception {
    String text = "\u2028".repeat(4_000); // six bytes each as JSON
    for (int seq = 2; seq <= 5; seq++) {
      ada.say(room, "message");
      bob.ask("save_draft", "room", room, "root", seq, "text", text, "rev", 1);
    }
    JsonObject reply = bob.ask("get_drafts");
    assertEquals(4, Frame.list(reply, "drafts").size());
    assertTrue(text.equals(Frame.text(Frame.list(reply, "drafts").get(3), "text")));
    ada.say(room, "message");
    bob.ask("save_draft", "room", room, "root", 6, "text", text, "rev", 1);
    bob.refused("forbidden", "save_draft", "room", room, "text", text, "rev", 1);
    bob.refused("too_long", "save_draft", "room", room, "text", text + "x", "rev", 1);
  }

  @Test
  void endsWithTheMembership() throws Exception {
    bob.ask("save_draft", "room", room, "text", "text", "rev", 1);
    bob.ask("set_notifications", "room", room, "level", "none");
    bob.ask("leave_room", "room", room);
    assertEquals(0, drafts(bob).size());
    assertFalse(shown(bob).has("level"));
    bob.refused("not_member", "save_draft", "room", room, "text", "text", "rev", 2);
    bob.refused("not_member", "set_notifications", "room", room, "level", "none");
    bob.join(room);
    assertEquals("all", Frame.text(shown(bob), "level"));
  }
}
