package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestTest {
  private static final String MESSAGES = "/api/rooms/general/messages";

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
  void createsAGuestWithASessionAndACookie() throws Exception {
    HttpResponse<String> response = server.post("/api/session", "{}");

    assertEquals(201, response.statusCode());
    JsonObject user = json(response).getAsJsonObject("user");
    assertTrue(user.get("name").getAsString().matches("Guest\\d{4,}"));
    assertEquals("guest", user.get("kind").getAsString());
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    String session = json(response).get("session").getAsString();
    assertTrue(
        cookie.startsWith("chat_session_" + server.port() + "=" + session + "; Path=/; "), cookie);
    assertTrue(cookie.contains("; HttpOnly; SameSite=Lax"), cookie);
    assertFalse(cookie.contains("Secure"), cookie);
    assertEquals("no-store", response.headers().firstValue("Cache-Control").orElseThrow());
  }

  @Test
  void exchangesASessionForACookie() throws Exception {
    JsonObject guest = json(server.post("/api/session", "{}"));
    String session = guest.get("session").getAsString();

    HttpResponse<String> response =
        server.post("/api/session", "{\"session\":\"" + session + "\"}");

    assertEquals(201, response.statusCode());
    assertEquals(guest, json(response));
    assertTrue(response.headers().firstValue("Set-Cookie").orElseThrow().contains(session));
  }

  @Test
  void refusesAnUnknownSession() throws Exception {
    refused(401, "unauthorized", server.post("/api/session", "{\"session\":\"nobody's\"}"));
    refused(401, "unauthorized", server.get("/api/rooms", "Authorization", "Bearer nobody's"));
    refused(401, "unauthorized", server.post(MESSAGES, message("x"), "Cookie", "chat_session=old"));
    refused(401, "unauthorized", server.post(MESSAGES, message("x")));
    assertEquals(200, server.get("/api/rooms", "Cookie", "chat_session=old").statusCode());
  }

  @Test
  void listsRoomsWithoutASession() throws Exception {
    JsonObject all = json(server.get("/api/rooms"));
    JsonObject first = json(server.get("/api/rooms?limit=1&unknown=1"));
    String id = room(first, 0);
    JsonObject rest = json(server.get("/api/rooms?limit=200&after=" + id));

    assertEquals(6, all.getAsJsonArray("rooms").size());
    assertFalse(all.get("more").getAsBoolean());
    assertTrue(first.get("more").getAsBoolean());
    assertEquals(room(all, 0), id);
    assertEquals(5, rest.getAsJsonArray("rooms").size());
  }

  @Test
  void postsOnceAndReadsBack() throws Exception {
    String room = "/api/rooms/random/messages";
    TestWebSocket guest = server.connect();
    String session = guest.next("welcome").get("session").getAsString();
    guest.send("{\"type\":\"join_room\",\"room\":\"random\"}");
    guest.next("joined_room");
    String bearer = "Bearer " + session;

    HttpResponse<String> sent = server.post(room, message("hi"), "Authorization", bearer);
    HttpResponse<String> again =
        server.post(room, message("hi"), "Cookie", "a=b; chat_session=" + session);
    JsonObject history = json(server.get(room + "?after=0&limit=10"));

    assertEquals(201, sent.statusCode());
    assertEquals(1, json(sent).get("seq").getAsLong());
    assertEquals("key", json(sent).get("client_id").getAsString());
    assertEquals(200, again.statusCode());
    assertTrue(json(again).get("duplicate").getAsBoolean());
    assertEquals(1, history.getAsJsonArray("events").size());
    assertEquals(1, history.getAsJsonObject("head").get("seq").getAsLong());
    assertEquals("hi", guest.next("new_message").get("text").getAsString());
    guest.close();
  }

  @Test
  void rejectsPostsFromNonMembers() throws Exception {
    String bearer = "Bearer " + newSession();

    refused(403, "not_member", server.post(MESSAGES, message("x"), "Authorization", bearer));
    refused(
        404,
        "not_found",
        server.post("/api/rooms/no-such-room/messages", message("x"), "Authorization", bearer));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/rooms?limit=0,limit",
    "/api/rooms?limit=201,limit",
    "/api/rooms?limit=x,limit",
    "/api/rooms?limit=,limit",
    "/api/rooms?limit=+5,limit",
    "/api/rooms?limit=99999999999999999999,limit",
    "/api/rooms?limit=1&limit=2,limit",
    "/api/rooms?after=a%20b,after",
    "/api/rooms/general/messages?before=-1,before",
    "/api/rooms/general/messages?after=x,after"
  })
  void namesTheParameterThatIsWrong(String path, String field) throws Exception {
    HttpResponse<String> response = server.get(path);

    refused(400, "invalid", response);
    assertEquals(field, json(response).get("field").getAsString());
  }

  @Test
  void rejectsBeforeTogetherWithAfter() throws Exception {
    refused(400, "invalid", server.get(MESSAGES + "?before=1&after=1"));
  }

  @Test
  void rejectsInvalidJson() throws Exception {
    String bearer = "Bearer " + newSession();
    refused(400, "bad_frame", server.post("/api/session", "nonsense"));
    refused(400, "bad_frame", server.post("/api/session", ""));
    refused(400, "bad_frame", server.post(MESSAGES, "[]", "Authorization", bearer));
    refused(400, "invalid", server.post(MESSAGES, "{\"text\":\"x\"}", "Authorization", bearer));
    refused(
        400,
        "bad_frame",
        server.send(
            server
                .request("/api/session", "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))));
  }

  @Test
  void refusesBodiesThatAreTooLong() throws Exception {
    String body = "{\"padding\":\"" + "x".repeat(70_000) + "\"}";

    refused(413, "too_long", server.post("/api/session", body));
    refused(
        413,
        "too_long",
        server.send(
            server
                .request("/api/session", "Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))));
  }

  @Test
  void refusesTextsThatAreTooLong() throws Exception {
    TestWebSocket guest = server.connect();
    String session = guest.next("welcome").get("session").getAsString();
    guest.send("{\"type\":\"join_room\",\"room\":\"general\"}");
    guest.next("joined_room");

    refused(
        413,
        "too_long",
        server.post(MESSAGES, message("x".repeat(4_001)), "Authorization", "Bearer " + session));
    guest.close();
  }

  @Test
  void answersInvalidRoomIdsWithNotFound() throws Exception {
    refused(404, "not_found", server.get("/api/rooms/no-such-room/messages"));
    refused(404, "not_found", server.get("/api/rooms/a%20b/messages"));
    refused(405, "invalid", server.get("/api/rooms/general"));
    refused(404, "not_found", server.get("/api/rooms/general/nothing"));
    refused(404, "not_found", server.get("/api/"));
  }

  private static String newSession() throws Exception {
    return json(server.post("/api/session", "{}")).get("session").getAsString();
  }

  private static String message(String text) {
    return "{\"text\":\"" + text + "\",\"client_id\":\"key\"}";
  }

  private static String room(JsonObject list, int index) {
    return list.getAsJsonArray("rooms").get(index).getAsJsonObject().get("id").getAsString();
  }

  private static void refused(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(code, json(response).get("code").getAsString());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElseThrow());
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  static String session(HttpResponse<String> response) {
    return json(response).get("session").getAsString();
  }
}
