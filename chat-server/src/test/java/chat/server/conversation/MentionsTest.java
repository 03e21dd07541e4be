package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mentions of all members, and the list of mentions, over WebSocket and REST. */
final class MentionsTest {
  private static RunningServer server;
  private static ApiClient ada;
  private static ApiClient bob;
  private static int rooms;

  private String room;

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
    room = ada.creates("Mentions " + rooms++);
    ada.join(room);
    bob.join(room);
  }

  private String messages() {
    return "/api/rooms/" + room + "/messages";
  }

  private static List<String> spans(JsonObject event) {
    return Frame.list(event, "mention_all").stream()
        .map(
            each ->
                Frame.text(each, "who")
                    + " "
                    + Frame.number(each, "start")
                    + "-"
                    + Frame.number(each, "end"))
        .toList();
  }

  @Test
  void aMessageMentionsAllAndThoseWhoAreHere() throws Exception {
    JsonObject sent = bob.say(room, "@all tea for @here and @Ada, not `@all`");
    assertEquals(room, Frame.text(sent, "room"));
    assertFalse(Frame.has(sent, "private"));
    JsonObject heard = ada.hears("new_message", "room", room, "seq", 1);
    assertEquals(List.of("all 0-4", "here 13-18"), spans(heard));
    assertEquals(1, Frame.list(heard, "mentions").size());

    bob.say(room, "no mention");
    assertFalse(Frame.has(ada.hears("new_message", "room", room, "seq", 2), "mention_all"));
    JsonObject page = ada.granted("GET", messages());
    assertEquals(List.of("all 0-4", "here 13-18"), spans(Frame.list(page, "events").get(0)));
    assertFalse(Frame.has(Frame.list(page, "events").get(1), "mention_all"));
  }

  @Test
  void anEditOverRestReplacesThem() throws Exception {
    ada.created("POST", messages(), Frame.object("text", "@here one", "client_id", "m1"));
    assertEquals(List.of("here 0-5"), spans(bob.hears("new_message", "room", room, "seq", 1)));
    ada.granted("PATCH", messages() + "/1", Frame.object("text", "one @all", "client_id", "m2"));
    assertEquals(List.of("all 4-8"), spans(bob.hears("message_edited", "room", room)));
    JsonObject now = Frame.list(bob.ask("history", "room", room), "events").get(0);
    assertEquals(List.of("all 4-8"), spans(now));
    ada.granted("PATCH", messages() + "/1", Frame.object("text", "one", "client_id", "m3"));
    assertFalse(Frame.has(bob.hears("message_edited", "room", room), "mention_all"));
    JsonObject last = Frame.list(bob.ask("history", "room", room), "events").get(0);
    assertFalse(Frame.has(last, "mention_all"));
  }

  private static List<String> texts(JsonObject listed) {
    return Frame.list(listed, "events").stream().map(each -> Frame.text(each, "text")).toList();
  }

  @Test
  void listsTheMessagesThatMentionTheUser() throws Exception {
    ApiClient eve = ApiClient.called("Eve" + rooms, server);
    eve.join(room);
    ada.say(room, "for @" + "Eve" + rooms);
    ada.say(room, "for nobody");
    bob.say(room, "for @all");
    eve.say(room, "by Eve for @all");
    ada.ask(
        "set_reaction",
        "room",
        room,
        "seq",
        3,
        "emoji",
        "\ud83d\udc4d",
        "on",
        true,
        "client_id",
        "r1");
    JsonObject first = eve.ask("get_mentions", "limit", 1);
    assertEquals(List.of("for @all"), texts(first));
    assertTrue(Frame.flag(first, "more"));
    assertEquals(ada.id(), Frame.text(Frame.list(first, "people").get(0), "id"));
    assertFalse(Frame.has(first, "mine"));
    JsonObject message = Frame.list(first, "events").get(0);
    assertEquals("new_message", Frame.text(message, "type"));
    assertEquals(room, Frame.text(message, "room"));
    assertEquals(5, Frame.number(message, "rev"));

    JsonObject next = eve.ask("get_mentions", "limit", 1, "before", Frame.text(first, "before"));
    assertEquals(List.of("for @Eve" + rooms), texts(next));
    assertFalse(Frame.flag(next, "more"));
    assertFalse(Frame.has(next, "before"));

    JsonObject rest = eve.granted("GET", "/api/mentions?limit=1");
    assertEquals(Frame.at(first, "events"), Frame.at(rest, "events"));
    assertEquals(Frame.text(first, "before"), Frame.text(rest, "before"));
    JsonObject older = eve.granted("GET", "/api/mentions?before=" + Frame.text(rest, "before"));
    assertEquals(Frame.at(next, "events"), Frame.at(older, "events"));
    eve.close();
  }

  @Test
  void listsNothingOfRoomsThatTheUserHasLeft() throws Exception {
    ApiClient eve = ApiClient.called("Eva" + rooms, server);
    eve.join(room);
    ada.say(room, "for @all");
    assertEquals(List.of("for @all"), texts(eve.ask("get_mentions")));
    ada.ask("delete_message", "room", room, "seq", 1, "client_id", "d1");
    assertEquals(List.of(), texts(eve.ask("get_mentions")));
    ada.say(room, "for @here");
    eve.ask("leave_room", "room", room);
    assertEquals(List.of(), texts(eve.ask("get_mentions")));
    assertEquals(List.of(), texts(eve.granted("GET", "/api/mentions")));
    eve.close();
  }

  @Test
  void isForUsersOnly() throws Exception {
    new ApiClient(server).refused(401, "unauthorized", "GET", "/api/mentions");
    assertEquals(
        "before",
        Frame.text(ada.refused(400, "invalid", "GET", "/api/mentions?before=x"), "field"));
    assertEquals(
        "limit", Frame.text(ada.refused(400, "invalid", "GET", "/api/mentions?limit=0"), "field"));
  }

  @Test
  void namesThatMeanGroupsAreTakenOnEveryWay() throws Exception {
    bob.refused("name_taken", "set_username", "username", "Everyone");
    ApiClient guest = new ApiClient(server);
    guest.refusedToRegister(409, "name_taken", "h\u0435re", ApiClient.PASSWORD);
    ApiClient owner = new ApiClient(server);
    owner.register("BotOwner" + rooms);
    owner.refused(
        409,
        "name_taken",
        "POST",
        "/api/bots",
        Frame.parse("{\"username\":\"channel\",\"scopes\":[\"read\"]}"));
  }
}
