package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are edited, deleted, reacted to, pinned and answered, over WebSocket and REST. */
final class MessageChangesTest {
  private static final String THUMB = "\ud83d\udc4d";

  private static RunningServer server;
  private static ApiClient ada;
  private static ApiClient bob;
  private static int rooms;

  private String room;
  private int keys;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off");
    ada = ApiClient.called("Ada", server);
    bob = ApiClient.called("Bob", server);
  }

  @AfterAll
  static void stop() {
    ada.close();
    bob.close();
    server.close();
  }

  @BeforeEach
  void createRoom() throws Exception {
    room = ada.creates("Changes " + rooms++);
    bob.join(room);
    ada.say(room, "green tea"); // seq 1
    bob.hears("new_message", "room", room, "seq", 1);
  }

  /** A command about message 1 with a new key. */
  private JsonObject change(ApiClient client, String type, Object... members) throws Exception {
    JsonObject frame = Frame.of(type, members);
    frame.addProperty("room", room);
    frame.addProperty("seq", 1);
    frame.addProperty("client_id", "change-" + keys++);
    return client.reply(frame);
  }

  /** Message 1 as the history shows it now. */
  private JsonObject message(ApiClient client) throws Exception {
    return history(client).getAsJsonArray("events").get(0).getAsJsonObject();
  }

  private JsonObject history(ApiClient client) throws Exception {
    return client.ask("history", "room", room);
  }

  private static List<JsonObject> objects(JsonObject reply, String list) {
    JsonArray array = reply.getAsJsonArray(list);
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static List<String> types(JsonObject reply) {
    return objects(reply, "events").stream().map(each -> Frame.text(each, "type")).toList();
  }

  @Test
  void editsAMessageForAllMembers() throws Exception {
    JsonObject reply = change(ada, "edit_message", "text", "black tea for @Bob");

    assertEquals("message_edited", Frame.text(reply, "type"), reply::toString);
    assertEquals(1, Frame.number(reply, "target"));
    JsonObject told = bob.hears("message_edited", "room", room, "target", 1);
    assertEquals(Frame.number(reply, "seq"), Frame.number(told, "seq"));
    assertEquals("black tea for @Bob", Frame.text(told, "text"));
    assertEquals(bob.id(), Frame.text(objects(told, "mentions").get(0), "user.id"));
    JsonObject now = message(bob);
    assertEquals("black tea for @Bob", Frame.text(now, "text"));
    assertEquals(Frame.number(told, "seq"), Frame.number(now, "rev"));
    assertEquals(Frame.text(told, "at"), Frame.text(now, "edited_at"));
  }

  @Test
  void rejectsAnEditOfAnEarlierTextWithTheCurrentMessage() throws Exception {
    change(ada, "edit_message", "text", "black tea");

    JsonObject conflict = change(ada, "edit_message", "text", "white tea", "base_rev", 1);

    assertEquals("conflict", Frame.text(conflict, "code"), conflict::toString);
    assertEquals("black tea", Frame.text(conflict, "current.text"));
    assertEquals(2, Frame.number(conflict, "current.rev"));
    JsonObject accepted = change(ada, "edit_message", "text", "white tea", "base_rev", 2);
    assertEquals("message_edited", Frame.text(accepted, "type"), accepted::toString);
  }

  @Test
  void createsNoEventForTheSameTextAndRejectsEditsByOthers() throws Exception {
    JsonObject same = change(ada, "edit_message", "text", "green tea");
    assertTrue(Frame.flag(same, "unchanged"));
    assertFalse(same.has("seq"));
    assertFalse(same.has("at"));

    assertEquals("forbidden", Frame.text(change(bob, "edit_message", "text", "mine"), "code"));
    assertEquals("forbidden", Frame.text(change(bob, "delete_message"), "code"));
    assertEquals(1, Frame.number(history(ada), "head.seq"));
  }

  @Test
  void leavesATombstoneOfADeletedMessage() throws Exception {
    change(ada, "edit_message", "text", "black tea");
    change(bob, "set_reaction", "emoji", THUMB, "on", true);
    JsonObject reply = change(ada, "delete_message", "reason", "posted twice");

    assertEquals("message_deleted", Frame.text(reply, "type"), reply::toString);
    JsonObject told = bob.hears("message_deleted", "room", room, "target", 1);
    assertEquals("posted twice", Frame.text(told, "reason"));
    JsonObject now = message(bob);
    assertEquals("", Frame.text(now, "text"));
    assertEquals(ada.id(), Frame.text(now, "deleted.user.id"));
    assertEquals("posted twice", Frame.text(now, "deleted.reason"));
    assertEquals(0, now.getAsJsonArray("mentions").size());
    assertFalse(now.has("reactions"));
    assertTrue(Frame.flag(change(ada, "delete_message"), "unchanged"));
    assertEquals("not_found", Frame.text(change(ada, "edit_message", "text", "x"), "code"));
    ada.refused("not_found", "get_versions", "room", room, "seq", 1);
    JsonObject log = ada.ask("history", "room", room, "after", 1);
    assertFalse(log.toString().contains("black tea"), log::toString);
    assertTrue(Frame.flag(objects(log, "events").get(0), "erased"));
  }

  @Test
  void countsReactionsAndNamesTheUsers() throws Exception {
    change(ada, "set_reaction", "emoji", THUMB, "on", true);
    JsonObject reply = change(bob, "set_reaction", "emoji", THUMB, "on", true);
    assertEquals("reaction_set", Frame.text(reply, "type"), reply::toString);
    assertTrue(Frame.flag(change(bob, "set_reaction", "emoji", THUMB, "on", true), "unchanged"));

    JsonObject page = history(bob);
    JsonObject now = objects(page, "events").get(0);
    JsonObject reaction = objects(now, "reactions").get(0);
    assertEquals(THUMB, Frame.text(reaction, "emoji"));
    assertEquals(2, Frame.number(reaction, "count"));
    assertEquals(
        List.of(ada.id(), bob.id()),
        objects(page, "people").stream().map(each -> Frame.text(each, "id")).toList());
    assertFalse(page.has("mine"), page::toString); // `users` shows all

    ada.join(room); // its author is a member, but not yet present
    change(bob, "set_reaction", "emoji", THUMB, "on", false);
    ada.hears("reaction_removed", "room", room, "target", 1, "emoji", THUMB);
    assertEquals(1, Frame.number(objects(message(ada), "reactions").get(0), "count"));
    JsonObject all = ada.ask("get_reactions", "room", room, "seq", 1, "emoji", THUMB);
    assertEquals(ada.id(), Frame.text(objects(all, "users").get(0), "id"));
  }

  @Test
  void showsOwnReactionsThatUsersLeavesOut() throws Exception {
    for (int i = 0; i < 10; i++) {
      try (ApiClient guest = ApiClient.in(room, server)) {
        change(guest, "set_reaction", "emoji", THUMB, "on", true);
      }
    }
    change(bob, "set_reaction", "emoji", THUMB, "on", true);

    JsonObject page = history(bob);

    JsonObject reaction = objects(objects(page, "events").get(0), "reactions").get(0);
    assertEquals(11, Frame.number(reaction, "count"));
    assertEquals(10, reaction.getAsJsonArray("users").size());
    assertEquals(THUMB, page.getAsJsonObject("mine").getAsJsonArray("1").get(0).getAsString());
    assertFalse(history(ada).has("mine"));
  }

  @Test
  void rejectsWhatIsNoEmoji() throws Exception {
    for (String wrong : List.of("", "a", THUMB + THUMB)) {
      JsonObject error = change(ada, "set_reaction", "emoji", wrong, "on", true);
      assertEquals("invalid", Frame.text(error, "code"), error::toString);
      assertEquals("emoji", Frame.text(error, "field"));
    }
  }

  @Test
  void pinsAndUnpins() throws Exception {
    JsonObject reply = change(ada, "set_pin", "on", true);
    assertEquals("pin_set", Frame.text(reply, "type"), reply::toString);
    bob.hears("message_pinned", "room", room, "target", 1);
    assertTrue(Frame.flag(message(bob), "pinned"));

    JsonObject pin = objects(bob.ask("get_pins", "room", room), "pins").get(0);
    assertEquals(Frame.number(reply, "seq"), Frame.number(pin, "seq"));
    assertEquals(ada.id(), Frame.text(pin, "user.id"));
    assertEquals("green tea", Frame.text(pin, "message.text"));
    assertEquals("forbidden", Frame.text(change(bob, "set_pin", "on", false), "code"));

    change(ada, "set_pin", "on", false);
    assertEquals(0, bob.ask("get_pins", "room", room).getAsJsonArray("pins").size());
    assertFalse(message(bob).has("pinned"));
  }

  @Test
  void readsAThread() throws Exception {
    ada.refused("not_found", "get_thread", "room", room, "root", 1);
    bob.ask("send_message", "room", room, "text", "yes", "client_id", "a", "reply_to", 1);
    ada.say(room, "something else");
    ada.ask("send_message", "room", room, "text", "well", "client_id", "b", "reply_to", 2);

    JsonObject thread = ada.ask("get_thread", "room", room, "root", 1);

    List<JsonObject> events = objects(thread, "events");
    assertEquals(
        List.of("green tea", "yes", "well"),
        events.stream().map(each -> Frame.text(each, "text")).toList());
    assertEquals(2, Frame.number(events.get(0), "replies.count"));
    assertEquals(4, Frame.number(events.get(0), "replies.last"));
    assertEquals(1, Frame.number(events.get(2), "thread"));
    assertEquals(2, Frame.number(events.get(2), "reply_to"));
  }

  @Test
  void listsAllVersions() throws Exception {
    change(ada, "edit_message", "text", "black tea");
    change(ada, "edit_message", "text", "white tea");

    List<JsonObject> versions =
        objects(bob.ask("get_versions", "room", room, "seq", 1), "versions");

    assertEquals(
        List.of("green tea", "black tea", "white tea"),
        versions.stream().map(each -> Frame.text(each, "text")).toList());
    assertEquals(
        List.of(1L, 2L, 3L), versions.stream().map(each -> Frame.number(each, "rev")).toList());
  }

  @Test
  void readsSingleMessagesAndPassesOverOthers() throws Exception {
    change(ada, "set_pin", "on", true);
    ada.say(room, "third");
    JsonObject frame = Frame.of("get_messages", "room", room);
    JsonArray seqs = new JsonArray();
    List.of(3, 2, 1, 99).forEach(seqs::add);
    frame.add("seqs", seqs);

    assertEquals(
        List.of("green tea", "third"),
        objects(bob.reply(frame), "events").stream()
            .map(each -> Frame.text(each, "text"))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edit_message",
        "delete_message",
        "set_reaction",
        "set_pin",
        "set_alt",
        "get_messages",
        "get_thread",
        "get_pins",
        "get_versions",
        "get_reactions"
      })
  void needsAnId(String type) throws Exception {
    try (ApiClient client = ApiClient.in(room, server)) {
      client.send(Frame.of(type, "room", room));

      JsonObject error = client.hears("error");
      assertEquals("invalid", Frame.text(error, "code"));
      assertEquals("id", Frame.text(error, "field"));
    }
  }

  @Test
  void resumesWithTheChangesAsEvents() throws Exception {
    JsonObject head = history(bob).getAsJsonObject("head");
    change(ada, "edit_message", "text", "black tea");
    change(ada, "set_reaction", "emoji", THUMB, "on", true);
    change(ada, "set_pin", "on", true);

    try (ApiClient again = bob.again(server)) {
      JsonObject resumed = again.ask("join_room", "room", room, "after", head);

      assertTrue(Frame.flag(resumed, "resumed"), resumed::toString);
      assertEquals(List.of("message_edited", "reaction_added", "message_pinned"), types(resumed));
    }
  }

  @Test
  void findsARetryAndRejectsAKeyOfAnotherChange() throws Exception {
    Object[] edit = {"room", room, "seq", 1, "text", "black tea", "client_id", "key"};
    JsonObject first = ada.ask("edit_message", edit);
    JsonObject again = ada.ask("edit_message", edit);

    assertTrue(Frame.flag(again, "duplicate"));
    assertEquals(Frame.number(first, "seq"), Frame.number(again, "seq"));
    JsonObject error =
        ada.refused("invalid", "set_pin", "room", room, "seq", 1, "on", true, "client_id", "key");
    assertEquals("client_id", Frame.text(error, "field"));
  }

  @Test
  void changesMessagesOverRest() throws Exception {
    JsonObject edited = rest("PATCH", "", "e1", "{\"text\":\"black tea\"}");
    assertEquals(1, Frame.number(edited, "target"));
    assertEquals("e1", Frame.text(edited, "client_id"));
    assertTrue(Frame.flag(rest("PATCH", "", "e1", "{\"text\":\"black tea\"}"), "duplicate"));

    String reactions = "/reactions/" + URLEncoder.encode(THUMB, StandardCharsets.UTF_8);
    assertTrue(Frame.flag(rest("PUT", reactions, "r1", ""), "on"));
    assertTrue(Frame.flag(rest("PUT", reactions, "r2", ""), "unchanged"));
    assertEquals(1, rest("GET", reactions, "", "").getAsJsonArray("users").size());
    assertFalse(Frame.flag(rest("DELETE", reactions, "r3", ""), "on"));

    assertTrue(Frame.flag(rest("PUT", "/pin", "p1", ""), "on"));
    assertFalse(Frame.flag(rest("DELETE", "/pin", "p2", ""), "on"));
    assertEquals(2, rest("GET", "/versions", "", "").getAsJsonArray("versions").size());

    rest("DELETE", "", "d1", "{\"reason\":\"posted twice\"}");
    assertEquals("posted twice", Frame.text(message(bob), "deleted.reason"));
  }

  @Test
  void rejectsTwoDifferentKeysAndChangesWithoutOneOverRest() throws Exception {
    String both = "{\"text\":\"black tea\",\"client_id\":\"other\"}";
    assertEquals(400, send("PATCH", "", "e1", both).statusCode());
    assertEquals(400, send("PUT", "/pin", "", "").statusCode());
    assertEquals(409, conflict().statusCode());
  }

  private HttpResponse<String> conflict() throws Exception {
    rest("PATCH", "", "e1", "{\"text\":\"black tea\"}");
    return send("PATCH", "", "e2", "{\"text\":\"white tea\",\"base_rev\":1}");
  }

  private HttpResponse<String> send(String method, String path, String key, String body)
      throws Exception {
    String whole = "/api/rooms/" + room + "/messages/1" + path;
    String session = "Bearer " + ada.session();
    return key.isEmpty()
        ? server.ask(method, whole, body, "Authorization", session)
        : server.ask(method, whole, body, "Authorization", session, "Idempotency-Key", key);
  }

  /** Sends a request about message 1 that must be accepted. */
  private JsonObject rest(String method, String path, String key, String body) throws Exception {
    HttpResponse<String> response = send(method, path, key, body);
    assertEquals(200, response.statusCode(), response::body);
    return Frame.parse(response.body());
  }
}
