package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration, sign-in and sign-out. */
final class AccountsTest {
  private static final String PASSWORD = ApiClient.PASSWORD;

  private final QuickHasher hasher = new QuickHasher();
  private RunningServer server;
  private ApiClient client;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(new ManualClock(), hasher, "--limits=off");
    client = new ApiClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void registersANewUserAndSignsThemInAgain() throws Exception {
    JsonObject registered = client.register("Ada");
    assertEquals("Ada", Frame.text(registered, "user.name"));
    assertEquals("registered", Frame.text(registered, "user.kind"));
    String session = Frame.text(registered, "session");
    assertEquals(session, client.cookie());

    ApiClient again = new ApiClient(server);
    JsonObject signedIn = again.signIn("aDA");
    assertEquals(registered.get("user"), signedIn.get("user"));
    assertNotEquals(session, Frame.text(signedIn, "session"));
    JsonObject account = again.granted("GET", "/api/account");
    assertEquals("user", Frame.text(account, "role"));
    assertEquals("2026-01-01T00:00:00.000Z", Frame.text(account, "created"));
    assertEquals(signedIn.get("user"), account.get("user"));
    try (ApiClient ada = ApiClient.arrive(server, session)) {
      assertEquals("Ada", ada.name());
    }
  }

  @Test
  void normalizesNames() throws Exception {
    JsonObject registered = client.register(" Zoe\u0308\u00a0");
    assertEquals("Zo\u00eb", Frame.text(registered, "user.name"));
    for (String name : List.of("Zo\u00eb", "ZOE\u0308", " zo\u00eb ", "\u3000Zoe\u0308")) {
      JsonObject signedIn = new ApiClient(server).signIn(name);
      assertEquals(registered.get("user"), signedIn.get("user"), name);
    }
    try (ApiClient bob = ApiClient.called("Bob", server)) {
      JsonObject renamed = bob.ask("set_username", "username", " Rene\u0301e ");
      assertEquals("Ren\u00e9e", Frame.text(renamed, "user.name"));
    }
  }

  @Test
  void keepsTheGuestsIdRoomsAndConversations() throws Exception {
    try (ApiClient ada = ApiClient.called("Ada", server);
        ApiClient bob = ApiClient.called("Bob", server)) {
      ada.join("general");
      bob.join("general");
      ada.say("general", "@bob psst");
      client.as(ada.session());

      JsonObject registered = client.register("Countess");

      assertEquals(ada.id(), Frame.text(registered, "user.id"));
      // Earlier changes of names may arrive later.
      bob.hears("user_changed", "user", registered.get("user"));
      JsonObject own = ada.hears("user_changed", "user", registered.get("user"));
      assertEquals("Countess", Frame.text(own, "user.name"));
      ada.say("general", "the same connection goes on");
      assertEquals(
          "registered", Frame.text(bob.hears("new_message", "room", "general"), "user.kind"));
      client.refused(401, "unauthorized", "GET", "/api/account");
      try (ApiClient again = ApiClient.arrive(server, Frame.text(registered, "session"))) {
        String rooms = again.welcome().getAsJsonArray("rooms").toString();
        assertTrue(rooms.contains("\"direct\""), rooms);
        again.say("general", "still a member");
      }
    }
  }

  @Test
  void movesTheGuestsConnectionsToTheNewSession() throws Exception {
    try (ApiClient ada = ApiClient.called("Ada", server)) {
      client.as(ada.session());
      String session = Frame.text(client.register("Ada"), "session");
      client.as(session).done("DELETE", "/api/session");
      assertEquals(4001, ada.closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "two words", "a@b", "Ad\u3164a", "ad\u202ea", ""})
  void rejectsInvalidNames(String name) throws Exception {
    JsonObject problem = client.refusedToRegister(400, "invalid", name, PASSWORD);
    assertEquals("username", Frame.text(problem, "field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "password123", "PASSWORD123", "12345678", "Lovelace"})
  void rejectsWeakPasswords(String password) throws Exception {
    JsonObject problem = client.refusedToRegister(400, "invalid", "Lovelace", password);
    assertEquals("password", Frame.text(problem, "field"));
    assertEquals("", client.cookie());
  }

  @Test
  void rejectsTakenAndConfusableNames() throws Exception {
    client.register("Ada");
    try (ApiClient guest = ApiClient.called("Bob", server)) {
      for (String name : List.of("Ada", "aDA", "\u0410d\u0430", "B0b", "bOB")) {
        JsonObject problem =
            new ApiClient(server).refusedToRegister(409, "name_taken", name, PASSWORD);
        assertEquals("username", Frame.text(problem, "field"));
      }
      guest.refused("name_taken", "set_username", "username", "AD\u0410");
    }
  }

  @Test
  void refusesToRegisterTwice() throws Exception {
    client.register("Ada");
    client.refusedToRegister(403, "forbidden", "Countess", PASSWORD);
  }

  @Test
  void rejectsIncompleteBodies() throws Exception {
    for (String body : List.of("{}", "{\"username\":\"Ada\"}", "{\"username\":1,\"password\":2}")) {
      client.refused(400, "invalid", "POST", "/api/accounts", Frame.parse(body));
    }
    client.refused(
        400, "invalid", "POST", "/api/session", Frame.object("username", "Ada", "session", "x"));
    client.refused(400, "invalid", "POST", "/api/session", Frame.object("password", PASSWORD));
    assertEquals(400, server.ask("POST", "/api/accounts", "nonsense").statusCode());
    assertEquals(400, server.ask("POST", "/api/accounts", "").statusCode());
  }

  @Test
  void doesNotRevealWhichNamesExist() throws Exception {
    client.register("Ada");
    client.created(
        "POST", "/api/bots", Frame.parse("{\"username\":\"Bot\",\"scopes\":[\"read\"]}"));
    try (ApiClient guest = ApiClient.called("Guest", server)) {
      ApiClient stranger = new ApiClient(server);
      String wrong = stranger.failedSignIn("Ada", "not this one");
      for (String name : List.of("Nobody", guest.name(), "Bot", "", "\u0000", "x".repeat(9_000))) {
        assertEquals(wrong, stranger.failedSignIn(name, PASSWORD));
      }
      assertEquals("hash of " + PASSWORD, hasher.checked().get(0));
      assertEquals(7, hasher.checked().size());
      assertTrue(hasher.checked().subList(1, 7).stream().allMatch("dummy"::equals));
    }
  }

  @Test
  void endsTheCookiesSessionAtSignIn() throws Exception {
    client.register("Ada");
    ApiClient browser = new ApiClient(server);
    JsonObject guest = browser.created("POST", "/api/session", new JsonObject());
    String guestSession = Frame.text(guest, "session");
    try (ApiClient before = ApiClient.arrive(server, guestSession)) {
      String first = Frame.text(browser.signIn("Ada"), "session");
      assertEquals(4001, before.closeCode(), "it was somebody else");
      assertFalse(
          server.get("/api/rooms", "Authorization", "Bearer " + guestSession).statusCode() == 200);
      try (ApiClient ada = ApiClient.arrive(server, first)) {
        String second = Frame.text(browser.signIn("Ada"), "session");
        new ApiClient(server).as(first).refused(401, "unauthorized", "GET", "/api/account");
        ada.ask("ping");
        new ApiClient(server).as(second).done("DELETE", "/api/session");
        assertEquals(4001, ada.closeCode(), "it went on as one of the new session");
      }
    }
  }

  @Test
  void keepsTheBearerSessionAtSignIn() throws Exception {
    String first = Frame.text(client.register("Ada"), "session");
    ApiClient script = new ApiClient(server).as(first);
    script.signIn("Ada");
    new ApiClient(server).as(first).granted("GET", "/api/account");
  }

  @Test
  void signsOutImmediately() throws Exception {
    String session = Frame.text(client.register("Ada"), "session");
    try (ApiClient ada = ApiClient.arrive(server, session);
        ApiClient other =
            ApiClient.arrive(server, Frame.text(client.signInElsewhere("Ada"), "session"))) {
      client.done("DELETE", "/api/session");
      assertEquals(4001, ada.closeCode());
      other.ask("ping");
    }
    assertEquals("", client.cookie());
    client.as(session).refused(401, "unauthorized", "GET", "/api/account");
    client.refused(401, "unauthorized", "DELETE", "/api/session");
    new ApiClient(server).refused(401, "unauthorized", "DELETE", "/api/session");
    HttpResponse<String> again =
        server.ask("DELETE", "/api/session", "", "Cookie", "chat_session=" + session);
    assertEquals(204, again.statusCode(), "an unknown cookie is forgotten all the same");
    assertTrue(again.headers().firstValue("Set-Cookie").orElseThrow().contains("Max-Age=0"));
  }

  @Test
  void setsHttpOnlySameSiteCookies() throws Exception {
    HttpResponse<String> response =
        server.post("/api/accounts", ApiClient.credentials("Ada", PASSWORD).toString());
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    for (String part : List.of("; HttpOnly", "; SameSite=Lax", "; Path=/")) {
      assertTrue(cookie.contains(part), cookie);
    }
    assertEquals("no-store", response.headers().firstValue("Cache-Control").orElseThrow());
    HttpResponse<String> foreign =
        server.post(
            "/api/session",
            ApiClient.credentials("Ada", PASSWORD).toString(),
            "Origin",
            "https://evil.example");
    assertEquals(403, foreign.statusCode());
  }

  @Test
  void limitsTheRateOfPasswordGuesses() throws Exception {
    try (RunningServer limited =
        RunningServer.start(
            new ManualClock(), hasher, "--limit-sign-ins=3+1/h", "--limit-registrations=2+1/h")) {
      ApiClient ada = new ApiClient(limited);
      String session = Frame.text(ada.register("Ada"), "session");
      ada.refusedToRegister(403, "forbidden", "Eve", PASSWORD);
      new ApiClient(limited).refusedToRegister(400, "invalid", "Eve", "short");
      new ApiClient(limited).register("Eve");
      new ApiClient(limited).refusedToRegister(429, "rate_limited", "Bob", PASSWORD);
      new ApiClient(limited).failedSignIn("Ada", "not this one");
      JsonObject wrong = Frame.object("password", "nor this", "new_password", "a new deal of wood");
      ada.refused(403, "forbidden", "PATCH", "/api/account", wrong);
      ada.refused(403, "forbidden", "DELETE", "/api/account", Frame.object("password", "nor that"));
      ada.refused(403, "forbidden", "PATCH", "/api/account", wrong);
      ada.refused(429, "rate_limited", "PATCH", "/api/account", wrong);
      new ApiClient(limited).failedSignIn("Ada", "nor this");
      new ApiClient(limited).failedSignIn("Ada", "nor this either");
      new ApiClient(limited)
          .refused(
              429, "rate_limited", "POST", "/api/session", ApiClient.credentials("Ada", PASSWORD));
      new ApiClient(limited).as(session).granted("GET", "/api/account");
    }
  }

  @Test
  void knowsItsMethodsAndPaths() throws Exception {
    assertEquals("POST", allowed("GET", "/api/accounts"));
    assertEquals("POST, DELETE", allowed("GET", "/api/session"));
    assertEquals("GET, HEAD, PATCH, DELETE", allowed("POST", "/api/account"));
    assertEquals("GET, HEAD", allowed("POST", "/api/sessions"));
    assertEquals("DELETE", allowed("GET", "/api/sessions/x"));
    assertEquals("GET, HEAD, POST", allowed("DELETE", "/api/bots"));
    assertEquals("POST", allowed("GET", "/api/bots/x/token"));
    assertEquals("GET, HEAD, POST", allowed("PATCH", "/api/invitations"));
    for (String path :
        List.of(
            "accounts/x",
            "account/x",
            "session/x",
            "sessions/x/y",
            "bots/x/y",
            "bots/x/y/z",
            "invitations/x/y",
            "",
            "nothing")) {
      client.refused(404, "not_found", "POST", "/api/" + path, new JsonObject());
    }
  }

  private String allowed(String method, String path) throws Exception {
    HttpResponse<String> response = server.ask(method, path, "");
    assertEquals(405, response.statusCode(), path);
    return response.headers().firstValue("Allow").orElseThrow();
  }
}
