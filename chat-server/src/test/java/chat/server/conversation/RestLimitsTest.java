package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.RunningServer;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;

/** Limits over HTTP, with a clock that the test controls. */
final class RestLimitsTest {
  private final ManualClock clock = new ManualClock();

  private RunningServer start(String... flags) throws Exception {
    return RunningServer.start(clock, flags);
  }

  private static void assertLimited(
      long retryAfterMs, String retryAfterSeconds, HttpResponse<String> response) {
    assertEquals(429, response.statusCode(), response::body);
    assertEquals("application/problem+json", response.headers().firstValue("Content-Type").get());
    assertEquals(retryAfterSeconds, response.headers().firstValue("Retry-After").get());
    JsonObject problem = Frame.parse(response.body());
    assertEquals("rate_limited", Frame.text(problem, "code"));
    assertEquals(429, Frame.number(problem, "status"));
    assertEquals(retryAfterMs, Frame.number(problem, "retry_after_ms"));
  }

  private static void assertLimitedUpgrade(String retryAfterSeconds, RunningServer server) {
    HttpResponse<?> refused =
        assertThrows(WebSocketHandshakeException.class, server::connect).getResponse();
    assertEquals(429, refused.statusCode());
    assertEquals(retryAfterSeconds, refused.headers().firstValue("Retry-After").get());
  }

  private static HttpResponse<String> post(
      RunningServer server, ApiClient author, String room, String key) throws Exception {
    return server.post(
        "/api/rooms/" + room + "/messages",
        Frame.object("text", key, "client_id", key).toString(),
        "Authorization",
        "Bearer " + author.session());
  }

  @Test
  void boundMessagesTogetherWithThoseOfSockets() throws Exception {
    try (RunningServer server = start("--limit-messages=3+2/m");
        ApiClient ada = ApiClient.in("general", server)) {
      assertEquals(201, post(server, ada, "general", "a").statusCode());
      assertEquals(201, post(server, ada, "general", "b").statusCode());
      for (int i = 0; i < 10; i++) {
        assertEquals(200, post(server, ada, "general", "a").statusCode(), "it is no new one");
      }
      ada.say("general", "c");
      assertLimited(30_000, "30", post(server, ada, "general", "d"));
      assertLimited(30_000, "30", post(server, ada, "general", "a"));
      for (int i = 0; i < 10; i++) {
        assertEquals(403, post(server, ada, "random", "d").statusCode(), "it is none");
      }

      clock.passMillis(28_999);
      assertLimited(1_001, "2", post(server, ada, "general", "d"));
      clock.passMillis(1_001);
      assertEquals(4, Frame.number(Frame.parse(post(server, ada, "general", "d").body()), "seq"));
    }
  }

  @Test
  void boundTheRequestsOfOneUser() throws Exception {
    try (RunningServer server = start("--limit-requests=2+2/s");
        ApiClient ada = ApiClient.arrive(server);
        ApiClient bob = ApiClient.arrive(server)) {
      String[] asAda = {"Authorization", "Bearer " + ada.session()};
      assertEquals(200, server.get("/api/rooms", asAda).statusCode());
      assertEquals(200, server.get("/api/rooms/general/messages", asAda).statusCode());
      assertLimited(500, "1", server.get("/api/rooms", asAda));
      assertLimited(500, "1", server.get("/api/rooms", "Cookie", "chat_session=" + ada.session()));
      assertLimited(500, "1", post(server, ada, "general", "x"));
      assertEquals(
          200, server.get("/api/rooms", "Authorization", "Bearer " + bob.session()).statusCode());
      for (int i = 0; i < 5; i++) {
        assertEquals(200, server.get("/api/rooms").statusCode(), "strangers are nobody");
      }

      clock.passMillis(500);
      assertEquals(200, server.get("/api/rooms", asAda).statusCode());
    }
  }

  @Test
  void boundTheRequestsOfOneAddressExceptPageAndHealth() throws Exception {
    try (RunningServer server = start("--limit-address-requests=3+1/s")) {
      assertEquals(200, server.get("/api/rooms").statusCode());
      assertEquals(404, server.get("/api/nothing").statusCode());
      assertEquals(401, server.get("/api/rooms", "Authorization", "Bearer guess").statusCode());
      assertLimited(1_000, "1", server.get("/api/rooms"));
      assertLimited(1_000, "1", server.get("/api/rooms", "Authorization", "Bearer guess"));
      assertLimited(1_000, "1", server.post("/api/session", "{}"));
      assertLimitedUpgrade("1", server);
      for (int i = 0; i < 5; i++) {
        assertEquals(200, server.get("/healthz").statusCode());
        assertEquals(200, server.get("/", "Accept", "text/html").statusCode());
      }

      clock.passMillis(1_000);
      assertEquals(200, server.get("/api/rooms").statusCode());
    }
  }

  @Test
  void boundSearchesTogetherWithThoseOfSockets() throws Exception {
    try (RunningServer server = start("--limit-searches=2+1/s");
        ApiClient ada = ApiClient.arrive(server)) {
      String path = "/api/search?query=tea";
      String[] asAda = {"Authorization", "Bearer " + ada.session()};
      ada.ask("search", "query", "tea");
      assertEquals(200, server.get(path, asAda).statusCode());
      assertLimited(1_000, "1", server.get(path, asAda));
      JsonObject refused = ada.refused("rate_limited", "search", "query", "tea");
      assertEquals(1_000, Frame.number(refused, "retry_after_ms"));

      assertEquals(200, server.get(path).statusCode());
      assertEquals(200, server.get(path).statusCode());
      assertLimited(1_000, "1", server.get(path));
      clock.passMillis(1_000);
      assertEquals(200, server.get(path, asAda).statusCode());
    }
  }

  @Test
  void boundPagesTogetherWithThoseOfSockets() throws Exception {
    try (RunningServer server = start("--limit-reads=4+1/s");
        ApiClient ada = ApiClient.arrive(server)) {
      String path = "/api/rooms/general/messages";
      String[] asAda = {"Authorization", "Bearer " + ada.session()};
      ada.ask("history", "room", "general");
      ada.ask("members", "room", "general");
      ada.ask("get_rooms");
      assertEquals(200, server.get(path, asAda).statusCode());
      assertLimited(1_000, "1", server.get("/api/rooms", asAda));
      JsonObject refused = ada.refused("rate_limited", "history", "room", "general");
      assertEquals(1_000, Frame.number(refused, "retry_after_ms"));
      ada.join("general");

      for (int i = 0; i < 4; i++) {
        assertEquals(200, server.get(path).statusCode());
      }
      assertLimited(1_000, "1", server.get(path));
      clock.passMillis(1_000);
      assertEquals(200, server.get(path, asAda).statusCode());
    }
  }

  @Test
  void boundNamesTakenTogetherWithThoseOfSockets() throws Exception {
    try (RunningServer server = start("--limit-changes=3+2/m")) {
      ApiClient client = new ApiClient(server);
      String session = Frame.text(client.register("Ada"), "session");
      client.as(session);
      try (ApiClient ada = ApiClient.arrive(server, session)) {
        ada.ask("set_username", "username", "Ada2");
        client.granted("PATCH", "/api/account", Frame.object("username", "Ada3"));
        for (int i = 0; i < 5; i++) { // rejected changes are not counted
          client.refused(400, "invalid", "PATCH", "/api/account", Frame.object("username", "?"));
          client.refused(409, "name_taken", "POST", "/api/bots", bot("Ada3"));
          client.refused(400, "invalid", "POST", "/api/bots", bot("?"));
        }
        client.created("POST", "/api/bots", bot("AdasBot"));

        assertLimited(
            30_000,
            "30",
            client.request("PATCH", "/api/account", Frame.object("username", "Ada4")));
        assertLimited(30_000, "30", client.request("POST", "/api/bots", bot("OtherBot")));
        JsonObject refused = ada.refused("rate_limited", "set_username", "username", "Ada4");
        assertEquals(30_000, Frame.number(refused, "retry_after_ms"));
        clock.passMillis(30_000);
        client.created("POST", "/api/bots", bot("OtherBot"));
      }
    }
  }

  private static JsonObject bot(String name) {
    JsonObject wish = Frame.object("username", name);
    JsonArray scopes = new JsonArray();
    scopes.add("read");
    wish.add("scopes", scopes);
    return wish;
  }

  @Test
  void limitsAnAddressForAllItsUsers() throws Exception {
    try (RunningServer server =
            start("--limit-address-searches=2+1/s", "--limit-address-kib=2+1/s");
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server)) {
      ada.ask("search", "query", "tea");
      assertEquals(200, server.get("/api/search?query=tea").statusCode());
      assertLimited(
          1_000,
          "1",
          server.get("/api/search?query=tea", "Authorization", "Bearer " + bob.session()));

      JsonObject post = Frame.object("text", "x".repeat(1_024), "client_id", "1");
      String[] asAda = {"Authorization", "Bearer " + ada.session()};
      String[] asBob = {"Authorization", "Bearer " + bob.session()};
      String path = "/api/rooms/general/messages";
      assertEquals(201, server.post(path, post.toString(), asAda).statusCode());
      assertEquals(429, server.post(path, post.toString(), asBob).statusCode());
      assertEquals(
          "rate_limited",
          Frame.text(
              bob.reply(
                  Frame.of(
                      "send_message",
                      "room",
                      "general",
                      "text",
                      "x".repeat(1_024),
                      "client_id",
                      "2")),
              "code"));
      clock.passMillis(2_000);
      assertEquals(201, server.post(path, post.toString(), asBob).statusCode());
    }
  }

  @Test
  void boundNewGuestsOverRestAndSocket() throws Exception {
    try (RunningServer server = start("--limit-guests=2+4/m");
        ApiClient ada = ApiClient.arrive(server)) {
      String session = ada.session();
      HttpResponse<String> made = server.post("/api/session", "{}");
      assertEquals(201, made.statusCode());
      assertLimited(15_000, "15", server.post("/api/session", "{}"));
      assertLimitedUpgrade("15", server);

      ApiClient.arrive(server, session).close();
      String exchange = Frame.object("session", session).toString();
      assertEquals(201, server.post("/api/session", exchange).statusCode());
      clock.passMillis(15_000);
      assertTrue(Frame.has(Frame.parse(server.post("/api/session", "{}").body()), "session"));
    }
  }
}
