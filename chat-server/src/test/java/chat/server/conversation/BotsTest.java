package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.QuickHasher;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bots, their tokens and scopes. */
final class BotsTest {
  private RunningServer server;
  private ApiClient owner;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(new ManualClock(), new QuickHasher(), "--limits=off");
    owner = new ApiClient(server);
    owner.register("Ada");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonObject bot(String name, String... scopes) {
    return Frame.object("username", name, "scopes", Frame.array(scopes));
  }

  private JsonObject make(String name, String... scopes) throws Exception {
    return owner.created("POST", "/api/bots", bot(name, scopes));
  }

  private HttpResponse<String> post(String token, String key) throws Exception {
    return server.post(
        "/api/rooms/general/messages",
        Frame.object("text", "beep", "client_id", key).toString(),
        "Authorization",
        "Bearer " + token);
  }

  @Test
  void postUnderTheirOwnName() throws Exception {
    JsonObject made = make("Robot", "read", "write");
    assertEquals("bot", Frame.text(made, "user.kind"));
    String token = Frame.text(made, "token");
    try (ApiClient robot = ApiClient.arrive(server, token);
        ApiClient bob = ApiClient.in("general", server)) {
      assertEquals(made.get("user"), robot.welcome().get("user"));
      robot.join("general");
      robot.say("general", "beep");
      JsonObject heard = bob.hears("new_message");
      assertEquals(made.get("user"), heard.get("user"));
      assertEquals(201, post(token, "k1").statusCode());
      robot.ask("set_username", "username", "Machine");
    }
    JsonObject listed = Frame.list(owner.granted("GET", "/api/bots"), "bots").get(0);
    assertEquals("Machine", Frame.text(listed, "user.name"));
    assertEquals("[\"read\",\"write\"]", listed.get("scopes").toString());
  }

  @Test
  void doNoMoreThanTheirScopesAllowOnTheSocketAndInRest() throws Exception {
    String token = Frame.text(make("Reader", "read"), "token");
    try (ApiClient reader = ApiClient.arrive(server, token);
        ApiClient bob = ApiClient.in("general", server)) {
      reader.join("general");
      JsonObject said = bob.say("general", "hello");
      reader.hears("new_message");
      reader.ask("history", "room", "general");
      reader.ask("get_rooms");
      reader.ask("members", "room", "general");
      reader.ask("mark_read", "room", "general", "seq", said.get("seq").getAsLong());
      reader.refused("forbidden", "send_message", "room", "general", "text", "x", "client_id", "1");
      reader.ask("mark_unread", "room", "general", "seq", said.get("seq").getAsLong());
      reader.ask("get_drafts");
      reader.ask("get_threads");
      reader.refused("forbidden", "follow_thread", "room", "general", "root", 1, "on", true);
      reader.ask("get_mentions");
      reader.refused("forbidden", "set_notifications", "room", "general", "level", "none");
      reader.refused("forbidden", "save_draft", "room", "general", "text", "x", "rev", 1);
      reader.refused("forbidden", "typing", "room", "general", "typing", true);
      reader.refused("forbidden", "create_room", "kind", "public", "name", "Mine");
      reader.refused("forbidden", "create_room", "kind", "direct", "user", bob.id());
      reader.refused("forbidden", "set_username", "username", "Other");
      reader.ask("leave_room", "room", "general");
      reader.join("general");
      HttpResponse<String> posted = post(token, "k1");
      assertEquals(403, posted.statusCode());
      assertEquals("forbidden", Frame.text(Frame.parse(posted.body()), "code"));
      assertEquals(200, server.get("/api/rooms", "Authorization", "Bearer " + token).statusCode());
      assertEquals(List.of(), bob.heard("new_message", "text", "x"));
    }
  }

  @Test
  void neverManageAccounts() throws Exception {
    ApiClient bot = new ApiClient(server).as(Frame.text(make("Robot", "read", "write"), "token"));
    bot.refused(403, "forbidden", "GET", "/api/account");
    bot.refused(403, "forbidden", "GET", "/api/sessions");
    bot.refused(403, "forbidden", "DELETE", "/api/session");
    bot.refused(403, "forbidden", "GET", "/api/bots");
    bot.refused(403, "forbidden", "POST", "/api/bots", bot("Child", "read"));
    bot.refused(403, "forbidden", "POST", "/api/invitations", new JsonObject());
    bot.refusedToRegister(403, "forbidden", "Person", ApiClient.PASSWORD);
  }

  @Test
  void getANewTokenThatReplacesTheOldOneImmediately() throws Exception {
    JsonObject made = make("Robot", "read");
    String id = Frame.text(made, "user.id");
    try (ApiClient robot = ApiClient.arrive(server, Frame.text(made, "token"))) {
      JsonObject renewed = owner.created("POST", "/api/bots/" + id + "/token");
      assertEquals(4001, robot.closeCode());
      assertEquals(made.get("user"), renewed.get("user"));
      HttpResponse<String> old =
          server.get("/api/rooms", "Authorization", "Bearer " + Frame.text(made, "token"));
      assertEquals(401, old.statusCode());
      try (ApiClient again = ApiClient.arrive(server, Frame.text(renewed, "token"))) {
        again.refused("forbidden", "create_room", "kind", "code");
      }
    }
  }

  @Test
  void areRemovedImmediatelyAndReserveTheNameOfTheirMessages() throws Exception {
    JsonObject made = make("Robot", "read", "write");
    String path = "/api/bots/" + Frame.text(made, "user.id");
    try (ApiClient robot = ApiClient.arrive(server, Frame.text(made, "token"))) {
      robot.join("general");
      robot.say("general", "beep");
      owner.done("DELETE", path);
      assertEquals(4001, robot.closeCode());
    }
    assertEquals(0, owner.granted("GET", "/api/bots").getAsJsonArray("bots").size());
    owner.refused(404, "not_found", "DELETE", path);
    owner.refused(404, "not_found", "POST", path + "/token");
    owner.refused(409, "name_taken", "POST", "/api/bots", bot("Robot", "read"));
  }

  @Test
  void releaseTheirNameWithoutMessages() throws Exception {
    for (int i = 0; i < 3; i++) {
      JsonObject made = make("Robot", "read");
      owner.done("DELETE", "/api/bots/" + Frame.text(made, "user.id"));
    }
  }

  @Test
  void areNotMadeOnceTooManyWereRemovedWhoseMessagesAreKept() throws Exception {
    try (ApiClient bob = ApiClient.in("general", server)) {
      for (int i = 0; i < 100; i++) {
        JsonObject made = make("robot" + (100 + i), "read", "write");
        try (ApiClient robot = ApiClient.arrive(server, Frame.text(made, "token"))) {
          robot.join("general");
          robot.say("general", "beep " + i);
        }
        owner.done("DELETE", "/api/bots/" + Frame.text(made, "user.id"));
      }
      bob.ask("ping");
    }
    JsonObject problem = owner.refused(403, "forbidden", "POST", "/api/bots", bot("More", "read"));
    assertTrue(Frame.text(problem, "message").contains("100"), problem::toString);
  }

  @Test
  void areManagedByTheirOwnersOnly() throws Exception {
    String path = "/api/bots/" + Frame.text(make("Robot", "read"), "user.id");
    ApiClient eve = new ApiClient(server);
    eve.register("Eve");
    assertEquals(0, eve.granted("GET", "/api/bots").getAsJsonArray("bots").size());
    eve.refused(404, "not_found", "POST", path + "/token");
    eve.refused(404, "not_found", "DELETE", path);
    eve.refused(404, "not_found", "DELETE", "/api/bots/no..id");
  }

  @Test
  void areCreatedByAccountsOnly() throws Exception {
    ApiClient guest = new ApiClient(server);
    guest.refused(401, "unauthorized", "POST", "/api/bots", bot("Robot", "read"));
    guest.created("POST", "/api/session", new JsonObject());
    guest.refused(403, "forbidden", "POST", "/api/bots", bot("Robot", "read"));
    owner.refused(409, "name_taken", "POST", "/api/bots", bot("\u0410da", "read"));
    for (JsonObject wrong :
        List.of(
            bot("Robot"),
            bot("Robot", "write"),
            bot("Robot", "read", "admin"),
            Frame.object("username", "Robot", "scopes", "read"),
            Frame.parse("{\"username\":\"Robot\",\"scopes\":[1]}"),
            Frame.object("username", "Robot"))) {
      JsonObject problem = owner.refused(400, "invalid", "POST", "/api/bots", wrong);
      assertEquals("scopes", Frame.text(problem, "field"), wrong::toString);
    }
    owner.refused(400, "invalid", "POST", "/api/bots", bot("no name", "read"));
  }

  @Test
  void areNotMoreThanAnAccountMayHave() throws Exception {
    for (int i = 0; i < 20; i++) {
      make("robot" + (10 + i), "read");
    }
    JsonObject problem = owner.refused(403, "forbidden", "POST", "/api/bots", bot("More", "read"));
    assertTrue(Frame.text(problem, "message").contains("20"), problem::toString);
  }
}
