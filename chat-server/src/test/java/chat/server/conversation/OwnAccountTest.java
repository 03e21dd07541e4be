package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.QuickHasher;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users manage their accounts and sessions. */
final class OwnAccountTest {
  private static final String NEW_PASSWORD = "another deal of wood";

  private final ManualClock clock = new ManualClock();
  private RunningServer server;
  private ApiClient client;
  private String session;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(clock, new QuickHasher(), "--limits=off");
    client = new ApiClient(server);
    session = Frame.text(client.register("Ada"), "session");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonObject rename(String name) {
    return Frame.object("username", name);
  }

  private static JsonObject passwords(String password, String newPassword) {
    return Frame.object("password", password, "new_password", newPassword);
  }

  @Test
  void changesTheNameEverywhere() throws Exception {
    try (ApiClient ada = ApiClient.arrive(server, session);
        ApiClient bob = ApiClient.called("Bob", server)) {
      ada.join("general");
      bob.join("general");
      JsonObject account = client.granted("PATCH", "/api/account", rename("Countess"));
      assertEquals("Countess", Frame.text(account, "user.name"));
      bob.hears("user_changed", "user.name", "Countess");
      ada.hears("user_changed", "user.name", "Countess");
      ada.ask("set_username", "username", "Augusta");
      assertEquals("Augusta", Frame.text(client.granted("GET", "/api/account"), "user.name"));
      client.refused(409, "name_taken", "PATCH", "/api/account", rename("b0b"));
      client.refused(400, "invalid", "PATCH", "/api/account", rename("no name"));
    }
    client.signInElsewhere("augusta");
    new ApiClient(server).failedSignIn("Ada", ApiClient.PASSWORD);
  }

  @Test
  void endsTheSessionThatWasUsedLeastRecentlyWhenThereAreAHundred() throws Exception {
    try (ApiClient first = ApiClient.arrive(server, session)) {
      String last = "";
      for (int i = 0; i < 100; i++) {
        clock.pass(Duration.ofSeconds(1));
        last = Frame.text(client.signInElsewhere("Ada"), "session");
      }
      assertEquals(4001, first.closeCode());
      client.refused(401, "unauthorized", "GET", "/api/account");
      JsonObject sessions = new ApiClient(server).as(last).granted("GET", "/api/sessions");
      assertEquals(100, sessions.getAsJsonArray("sessions").size());
    }
  }

  @Test
  void changesThePasswordAndEndsEverythingElse() throws Exception {
    String elsewhere = Frame.text(client.signInElsewhere("Ada"), "session");
    try (ApiClient mine = ApiClient.arrive(server, session);
        ApiClient other = ApiClient.arrive(server, elsewhere)) {
      JsonObject changed =
          client.granted("PATCH", "/api/account", passwords(ApiClient.PASSWORD, NEW_PASSWORD));
      assertEquals(4001, other.closeCode());
      mine.ask("ping");
      String fresh = Frame.text(changed, "session");
      assertNotEquals(session, fresh);
      assertEquals(fresh, client.cookie());
      client.granted("GET", "/api/account");
      for (String ended : new String[] {session, elsewhere}) {
        new ApiClient(server).as(ended).refused(401, "unauthorized", "GET", "/api/account");
      }
      client.done("DELETE", "/api/session");
      assertEquals(4001, mine.closeCode());
    }
    ApiClient again = new ApiClient(server);
    again.failedSignIn("Ada", ApiClient.PASSWORD);
    again.created("POST", "/api/session", ApiClient.credentials("Ada", NEW_PASSWORD));
  }

  @Test
  void requiresTheOldPasswordToChangeIt() throws Exception {
    JsonObject problem =
        client.refused(
            403, "forbidden", "PATCH", "/api/account", passwords("wrong one", NEW_PASSWORD));
    assertEquals("password", Frame.text(problem, "field"));
    problem =
        client.refused(
            400, "invalid", "PATCH", "/api/account", passwords(ApiClient.PASSWORD, "short"));
    assertEquals("new_password", Frame.text(problem, "field"));
    client.granted("GET", "/api/account");
    client.signInElsewhere("Ada");
  }

  @Test
  void changesOneThingAtATime() throws Exception {
    for (String body :
        new String[] {
          "{}",
          "{\"username\":\"Eve\",\"new_password\":\"x\"}",
          "{\"username\":\"Eve\",\"admin_token\":\"x\"}",
          "{\"password\":\"x\",\"admin_token\":\"x\"}",
          "{\"new_password\":\"a long enough one\"}"
        }) {
      client.refused(400, "invalid", "PATCH", "/api/account", Frame.parse(body));
    }
  }

  @Test
  void requiresAnAccount() throws Exception {
    new ApiClient(server).refused(401, "unauthorized", "GET", "/api/account");
    ApiClient guest = new ApiClient(server);
    guest.created("POST", "/api/session", new JsonObject());
    guest.refused(403, "forbidden", "GET", "/api/account");
    guest.refused(403, "forbidden", "PATCH", "/api/account", rename("Eve"));
    guest.refused(
        403, "forbidden", "DELETE", "/api/account", Frame.object("password", ApiClient.PASSWORD));
  }

  @Test
  void deletesTheAccountAndReservesItsName() throws Exception {
    String elsewhere = Frame.text(client.signInElsewhere("Ada"), "session");
    client.created(
        "POST", "/api/bots", Frame.parse("{\"username\":\"Robot\",\"scopes\":[\"read\"]}"));
    client.refused(
        403, "forbidden", "DELETE", "/api/account", Frame.object("password", "wrong one"));
    try (ApiClient ada = ApiClient.arrive(server, elsewhere);
        ApiClient bob = ApiClient.called("Bob", server)) {
      ada.join("general");
      ada.say("general", "I was here");
      ada.say("general", "@bob between us");
      client.done("DELETE", "/api/account", Frame.object("password", ApiClient.PASSWORD));
      assertEquals(4001, ada.closeCode());
      JsonObject history = bob.ask("history", "room", "general");
      assertEquals("Ada", Frame.text(Frame.list(history, "events").get(0), "user.name"));
      String dm =
          Frame.list(bob.ask("get_rooms"), "rooms").stream()
              .filter(room -> Frame.text(room, "kind").equals("direct"))
              .map(room -> Frame.text(room, "with.name"))
              .findFirst()
              .orElseThrow();
      assertEquals("Ada", dm, "the conversation says whose it was");
      bob.join("general");
      bob.refused(
          "not_found", "send_message", "room", "general", "text", "@ada psst", "client_id", "1");
      for (String name : new String[] {"Ada", "\u0410da"}) {
        bob.refused("name_taken", "set_username", "username", name);
        new ApiClient(server).refusedToRegister(409, "name_taken", name, ApiClient.PASSWORD);
      }
      bob.ask("set_username", "username", "Robot"); // the name of a bot without messages
    }
    assertEquals("", client.cookie());
    new ApiClient(server).as(session).refused(401, "unauthorized", "GET", "/api/account");
    new ApiClient(server).failedSignIn("Ada", ApiClient.PASSWORD);
  }

  @Test
  void listsOnesSessionsAndEndsThemAtOnce() throws Exception {
    clock.pass(Duration.ofMinutes(1));
    String elsewhere =
        Frame.text(
            Frame.parse(
                server
                    .post(
                        "/api/session",
                        ApiClient.credentials("Ada", ApiClient.PASSWORD).toString(),
                        "User-Agent",
                        "Phone 1.0")
                    .body()),
            "session");
    var list = Frame.list(client.granted("GET", "/api/sessions"), "sessions");
    assertEquals(2, list.size());
    JsonObject phone = list.get(0);
    assertEquals("Phone 1.0", Frame.text(phone, "agent"));
    assertEquals("2026-01-01T00:01:00.000Z", Frame.text(phone, "created"));
    assertEquals(false, phone.get("current").getAsBoolean());
    assertEquals(true, list.get(1).get("current").getAsBoolean());
    String all = list.toString();
    assertTrue(!all.contains(session) && !all.contains(elsewhere), "never a token");
    try (ApiClient ada = ApiClient.arrive(server, elsewhere);
        ApiClient mine = ApiClient.arrive(server, session)) {
      client.done("DELETE", "/api/sessions/" + Frame.text(phone, "id"));
      assertEquals(4001, ada.closeCode());
      mine.ask("ping");
      client.refused(404, "not_found", "DELETE", "/api/sessions/" + Frame.text(phone, "id"));
      client.done("DELETE", "/api/sessions/" + Frame.text(list.get(1), "id"));
      assertEquals(4001, mine.closeCode());
      assertEquals("", client.cookie());
    }
  }

  @Test
  void doesNotEndSessionsOfOthers() throws Exception {
    ApiClient eve = new ApiClient(server);
    eve.register("Eve");
    JsonObject mine = Frame.list(client.granted("GET", "/api/sessions"), "sessions").get(0);
    eve.refused(404, "not_found", "DELETE", "/api/sessions/" + Frame.text(mine, "id"));
    client.granted("GET", "/api/account");
  }

  @Test
  void endsIdleAndOldSessions() throws Exception {
    clock.pass(Duration.ofDays(29));
    client.granted("GET", "/api/account");
    clock.pass(Duration.ofDays(29));
    client.granted("GET", "/api/account");
    clock.pass(Duration.ofDays(31));
    client.as(session).refused(401, "unauthorized", "GET", "/api/account");

    ApiClient again = new ApiClient(server);
    again.signIn("Ada");
    for (int days = 0; days < 180; days += 20) {
      again.granted("GET", "/api/account");
      clock.pass(Duration.ofDays(20));
    }
    clock.pass(Duration.ofMillis(1));
    again.refused(401, "unauthorized", "GET", "/api/account");
  }

  @Test
  void letsAGuestReturnWithinTheRetention() throws Exception {
    ApiClient guest = new ApiClient(server);
    String token = Frame.text(guest.created("POST", "/api/session", new JsonObject()), "session");
    clock.pass(Duration.ofDays(300));
    try (ApiClient again = ApiClient.arrive(server, token)) {
      assertEquals("guest", Frame.text(again.welcome(), "user.kind"));
    }
  }
}
