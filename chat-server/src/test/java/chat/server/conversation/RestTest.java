package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RestTest {
  private static final String FRIEND = "https://friend.example";
  private static final String JSON = "application/json";

  private static RunningServer server;
  private static ApiClient ada;
  private static int rooms;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--cors-origins=" + FRIEND, "--max-message-length=100");
    ada = ApiClient.called("Ada", server);
  }

  @AfterAll
  static void stop() {
    ada.close();
    server.close();
  }

  private static String newRoom() throws Exception {
    String room = ada.creates("Rest " + rooms++);
    ada.join(room);
    return room;
  }

  private static String messages(String room) {
    return "/api/rooms/" + room + "/messages";
  }

  private static String body(String text, String key) {
    return Frame.object("text", text, "client_id", key).toString();
  }

  private static HttpResponse<String> post(ApiClient author, String room, String text, String key)
      throws Exception {
    return server.post(
        messages(room), body(text, key), "Authorization", "Bearer " + author.session());
  }

  private static HttpResponse<String> get(ApiClient reader, String path) throws Exception {
    return server.get(path, "Authorization", "Bearer " + reader.session());
  }

  private static JsonObject ok(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    return json(response);
  }

  private static JsonObject json(HttpResponse<String> response) {
    assertEquals(JSON, header(response, "Content-Type"));
    return Frame.parse(response.body());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static JsonObject refused(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/problem+json", header(response, "Content-Type"));
    JsonObject problem = Frame.parse(response.body());
    assertEquals(code, Frame.text(problem, "code"));
    assertEquals(status, Frame.number(problem, "status"));
    return problem;
  }

  @Test
  void postsToAllMembers() throws Exception {
    String room = newRoom();
    HttpResponse<String> response = post(ada, room, "by REST", "k");
    JsonObject sent = json(response);

    assertEquals(201, response.statusCode());
    assertEquals(Set.of("room", "seq", "client_id", "at"), sent.keySet());
    JsonObject heard = ada.hears("new_message", "room", room, "text", "by REST");
    for (String member : List.of("room", "seq", "client_id", "at")) {
      assertEquals(heard.get(member), sent.get(member));
    }
  }

  @Test
  void answersARetryWith200OverRestAndSocket() throws Exception {
    String room = newRoom();
    JsonObject first = json(post(ada, room, "once", "k"));
    JsonObject again = ok(post(ada, room, "another", "k"));
    JsonObject bySocket =
        ada.ask("send_message", "room", room, "text", "another", "client_id", "k");

    assertTrue(Frame.flag(again, "duplicate"));
    assertTrue(Frame.flag(bySocket, "duplicate"));
    assertEquals(first.get("seq"), again.get("seq"));
    assertEquals(first.get("seq"), bySocket.get("seq"));
    JsonObject viaCookie =
        ok(server.post(messages(room), body("x", "k"), "Cookie", "chat_session=" + ada.session()));
    assertTrue(Frame.flag(viaCookie, "duplicate"));
    assertEquals(1, Frame.number(ada.ask("history", "room", room), "head.seq"));
  }

  @Test
  void postsPrivatelyToo() throws Exception {
    try (ApiClient bob = ApiClient.called("RestBob", server)) {
      String room = newRoom();
      HttpResponse<String> sent = post(ada, room, "@RestBob psst", "k");

      assertEquals(201, sent.statusCode());
      assertTrue(Frame.flag(json(sent), "private"));
      assertEquals("psst", Frame.text(bob.hears("new_message"), "text"));
      String conversation = Frame.text(json(sent), "room");
      assertEquals(List.of("psst"), textsOf(ok(get(bob, messages(conversation)))));
      assertEquals(201, post(bob, conversation, "psst yourself", "k").statusCode());
    }
  }

  private static List<String> textsOf(JsonObject page) {
    return Frame.texts(page, "events", "text");
  }

  @Test
  void refusesPostsAsTheSocketDoes() throws Exception {
    try (ApiClient bob = ApiClient.arrive(server)) {
      String room = newRoom();
      refused(403, "not_member", post(bob, room, "x", "k"));
      refused(404, "not_found", post(bob, "nowhere", "x", "k"));
      refused(413, "too_long", post(ada, room, "x".repeat(101), "k"));
      assertEquals("text", Frame.text(refused(400, "invalid", post(ada, room, " ", "k")), "field"));
      refused(400, "invalid", post(ada, room, "a\u0000b", "k"));
      refused(
          400,
          "invalid",
          server.post(
              messages(room),
              "{\"text\":\"\\ud83d\",\"client_id\":\"k\"}",
              "Authorization",
              "Bearer " + ada.session()));
      refused(404, "not_found", post(ada, room, "@NobodyAtAll x", "k"));
      refused(400, "invalid", post(ada, room, "@Ada x", "k"));
      JsonObject problem = refused(400, "invalid", post(ada, room, "x", ""));
      assertEquals("client_id", Frame.text(problem, "field"));
      assertEquals(0, Frame.number(ada.ask("history", "room", room), "head.seq"));
    }
  }

  @Test
  void rejectsInvalidBodies() throws Exception {
    String path = messages(newRoom());
    String bearer = "Bearer " + ada.session();
    for (String body : List.of("", "x", "[]", "null", "{", "{}x", "{\"text\":\"\ufffd")) {
      refused(400, "bad_frame", server.post(path, body, "Authorization", bearer));
    }
    for (String body : List.of("{}", "{\"text\":7,\"client_id\":\"k\"}", "{\"text\":\"x\"}")) {
      refused(400, "invalid", server.post(path, body, "Authorization", bearer));
    }
    refused(
        413, "too_long", server.post(path, body("x".repeat(70_000), "k"), "Authorization", bearer));
  }

  @Test
  void needsASessionToPost() throws Exception {
    String path = messages(newRoom());
    refused(401, "unauthorized", server.post(path, body("x", "k")));
    refused(401, "unauthorized", server.post(path, body("x", "k"), "Authorization", "Bearer no"));
    refused(401, "unauthorized", server.post(path, body("x", "k"), "Cookie", "chat_session=no"));
    refused(
        401,
        "unauthorized",
        server.post(
            path,
            body("x", "k"),
            "Authorization",
            "Bearer no",
            "Cookie",
            "chat_session=" + ada.session()));
  }

  @Test
  void readsHistoryWithoutASession() throws Exception {
    String room = newRoom();
    for (int i = 1; i <= 7; i++) {
      ada.say(room, "m" + i);
    }
    JsonObject all = ok(server.get(messages(room)));
    JsonObject last = ok(server.get(messages(room) + "?limit=2"));
    JsonObject before = ok(server.get(messages(room) + "?before=3"));
    JsonObject after = ok(server.get(messages(room) + "?after=5&limit=1"));

    assertEquals(Set.of("events", "head", "from", "more"), all.keySet());
    assertEquals(ada.ask("history", "room", room).get("events"), all.get("events"));
    assertEquals(ada.ask("history", "room", room).get("head"), all.get("head"));
    assertEquals(List.of("m6", "m7"), textsOf(last));
    assertTrue(Frame.flag(last, "more"));
    assertEquals(List.of("m1", "m2"), textsOf(before));
    assertFalse(Frame.flag(before, "more"));
    assertEquals(List.of("m6"), textsOf(after));
    assertTrue(Frame.flag(after, "more"));
  }

  @Test
  void refusesParametersOutOfRange() throws Exception {
    String path = messages(newRoom());
    for (String query : List.of("limit=0", "limit=201", "limit=-1", "limit=x", "limit=1.5")) {
      assertEquals(
          "limit", Frame.text(refused(400, "invalid", server.get(path + "?" + query)), "field"));
      refused(400, "invalid", server.get("/api/rooms?" + query));
    }
    for (String query : List.of("before=-1", "after=-1", "before=x", "before=1&after=2")) {
      refused(400, "invalid", server.get(path + "?" + query));
    }
    ok(server.get(path + "?limit=200&unknown=1"));
  }

  @Test
  void hidesNonPublicRoomsFromAnonymousRequests() throws Exception {
    try (ApiClient bob = ApiClient.arrive(server);
        ApiClient eve = ApiClient.arrive(server)) {
      JsonObject coded = Frame.object(ada.ask("create_room", "kind", "code"), "room");
      String club = Frame.text(coded, "id");
      ada.say(club, "hush");
      String conversation = ada.opens(bob);
      ada.say(conversation, "hush");
      for (String room : List.of(club, conversation, "nowhere", "a%20b", "%2e%2e")) {
        int status = server.get(messages(room)).statusCode();
        assertTrue(status == 404 || (room.startsWith("%") && status == 400), room + ": " + status);
      }
      for (String room : List.of(club, conversation)) {
        refused(404, "not_found", server.get(messages(room)));
        refused(404, "not_found", get(eve, messages(room)));
        refused(404, "not_found", post(eve, room, "x", "k"));
        assertEquals(List.of("hush"), textsOf(ok(get(ada, messages(room)))));
        assertFalse(
            Frame.texts(ok(server.get("/api/rooms?limit=200")), "rooms", "id").contains(room));
        assertTrue(Frame.texts(ok(get(ada, "/api/rooms?limit=200")), "rooms", "id").contains(room));
      }
      assertEquals(
          List.of("hush"),
          textsOf(
              ok(server.get(messages(conversation), "Cookie", "chat_session=" + bob.session()))));
    }
  }

  @Test
  void listsRoomsInPages() throws Exception {
    List<String> all = Frame.texts(ok(server.get("/api/rooms?limit=200")), "rooms", "id");
    List<String> paged = new ArrayList<>();
    JsonObject page = ok(server.get("/api/rooms?limit=2"));
    while (Frame.flag(page, "more")) {
      paged.addAll(Frame.texts(page, "rooms", "id"));
      page = ok(server.get("/api/rooms?limit=2&after=" + paged.get(paged.size() - 1)));
    }
    paged.addAll(Frame.texts(page, "rooms", "id"));

    assertEquals(all, paged);
    assertTrue(all.containsAll(List.of("general", "random", "tech-talk")));
    assertEquals(Set.of("rooms", "more"), page.keySet());
  }

  @Test
  void doesNotCountRequestsAsPresence() throws Exception {
    String room = newRoom();
    try (ApiClient bob = ApiClient.arrive(server)) {
      bob.join(room);
      bob.ask("leave_room", "room", room);
      bob.join(room);
      ada.settled(room);
      post(bob, room, "x", "k");
      get(bob, messages(room));
      assertTrue(
          ada.settled(room).stream()
              .noneMatch(frame -> Frame.is(frame, "user_joined") || Frame.is(frame, "user_left")));
    }
  }

  @Test
  void makesAndExchangesSessions() throws Exception {
    HttpResponse<String> made = server.post("/api/session", "{}");
    assertEquals(201, made.statusCode());
    assertEquals(Set.of("user", "session"), json(made).keySet());
    String session = Frame.text(json(made), "session");
    assertTrue(header(made, "Set-Cookie").contains(session));
    HttpResponse<String> exchanged =
        server.post("/api/session", Frame.object("session", session).toString());
    assertEquals(201, exchanged.statusCode());
    assertEquals(json(made), json(exchanged));
    assertTrue(header(exchanged, "Set-Cookie").contains(session));
    refused(401, "unauthorized", server.post("/api/session", "{\"session\":\"unknown\"}"));
    refused(400, "invalid", server.post("/api/session", "{\"session\":7}"));
    refused(400, "bad_frame", server.post("/api/session", "nonsense"));
    try (ApiClient guest = ApiClient.arrive(server, session)) {
      assertEquals(json(made).get("user"), guest.welcome().get("user"));
    }
    assertNotEquals(session, Frame.text(json(server.post("/api/session", "{}")), "session"));
  }

  @Test
  void returnsItsHealthToClientsThatPreferJson() throws Exception {
    assertEquals(
        ok(server.get("/healthz")).keySet(),
        ok(server.get("/", "Accept", "application/json")).keySet());
    assertEquals("ok", Frame.text(ok(server.get("/healthz")), "status"));
    assertTrue(
        header(server.get("/", "Accept", "text/html"), "Content-Type").startsWith("text/html"));
    assertTrue(header(server.get("/"), "Content-Type").startsWith("text/html"));
  }

  @Test
  void sendsCorsHeadersToListedOriginsAlone() throws Exception {
    String room = newRoom();
    for (String path : List.of("/healthz", "/api/rooms", messages(room), "/api/nothing")) {
      assertEquals(
          FRIEND, header(server.get(path, "Origin", FRIEND), "Access-Control-Allow-Origin"));
      for (String origin : List.of("https://foe.example", "null", "http://" + server.host())) {
        assertEquals("", header(server.get(path, "Origin", origin), "Access-Control-Allow-Origin"));
      }
      assertEquals("", header(server.get(path), "Access-Control-Allow-Origin"));
    }
    refused(
        403,
        "forbidden",
        server.post(
            messages(room),
            body("x", "k"),
            "Origin",
            "https://foe.example",
            "Cookie",
            "chat_session=" + ada.session()));
    HttpResponse<String> posted =
        server.post(
            messages(room),
            body("x", "k"),
            "Origin",
            FRIEND,
            "Authorization",
            "Bearer " + ada.session());
    assertEquals(201, posted.statusCode());
    assertEquals(FRIEND, header(posted, "Access-Control-Allow-Origin"));
  }

  @Test
  void protectsEveryResponse() throws Exception {
    List<HttpResponse<String>> responses = new ArrayList<>();
    for (String path :
        List.of(
            "/",
            "/healthz",
            "/api/rooms",
            "/api/rooms/x/messages",
            "/api/x",
            "/x",
            "/ws",
            "/%00")) {
      responses.add(server.get(path));
      responses.add(server.send(server.request(path).method("DELETE", BodyPublishers.noBody())));
    }
    responses.add(server.post("/api/session", "{}"));
    responses.add(server.post("/api/session", "x"));
    for (HttpResponse<String> response : responses) {
      String what = response.request().method() + " " + response.uri();
      assertEquals("nosniff", header(response, "X-Content-Type-Options"), what);
      assertFalse(header(response, "Content-Security-Policy").isEmpty(), what);
    }
  }
}
