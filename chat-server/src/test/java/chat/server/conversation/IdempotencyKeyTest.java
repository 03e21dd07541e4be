package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The header {@code Idempotency-Key} is the {@code client_id} of every command of REST. */
final class IdempotencyKeyTest {
  private static RunningServer server;
  private static ApiClient ada;
  private static int rooms;

  private String room;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off");
    ada = ApiClient.called("Ada", server);
  }

  @AfterAll
  static void stop() {
    ada.close();
    server.close();
  }

  @BeforeEach
  void createRoom() throws Exception {
    room = ada.creates("Keys " + rooms++);
    ada.join(room);
  }

  private HttpResponse<String> post(JsonObject body, String... keys) throws Exception {
    return ask("POST", "/api/rooms/" + room + "/messages", body, keys);
  }

  private HttpResponse<String> change(JsonObject body, String... keys) throws Exception {
    return ask("PATCH", "/api/rooms/" + room, body, keys);
  }

  private static HttpResponse<String> ask(
      String method, String path, JsonObject body, String... keys) throws Exception {
    List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + ada.session()));
    for (String key : keys) {
      headers.addAll(List.of("Idempotency-Key", key));
    }
    return server.ask(method, path, body.toString(), headers.toArray(String[]::new));
  }

  private static JsonObject answered(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    return Frame.parse(response.body());
  }

  private static void isInvalid(HttpResponse<String> response) {
    JsonObject problem = answered(400, response);
    assertEquals("invalid", Frame.text(problem, "code"), problem::toString);
    assertEquals("client_id", Frame.text(problem, "field"), problem::toString);
  }

  @Test
  void isTheKeyOfAMessage() throws Exception {
    JsonObject sent = answered(201, post(Frame.object("text", "once"), "k 1"));
    assertEquals("k 1", Frame.text(sent, "client_id"));
    JsonObject again = answered(200, post(Frame.object("text", "x", "client_id", "k 1"), "k 1"));
    assertTrue(Frame.flag(again, "duplicate"));
    JsonObject bySocket = ada.ask("send_message", "room", room, "text", "y", "client_id", "k 1");
    assertEquals(sent.get("seq"), bySocket.get("seq"));
  }

  @Test
  void isTheKeyOfAChangeOfARoom() throws Exception {
    JsonObject changed = answered(200, change(Frame.object("topic", "Tea"), "c1"));
    assertEquals("c1", Frame.text(changed, "client_id"));
    JsonObject again = answered(200, change(Frame.object("topic", "Milk"), "c1"));
    assertTrue(Frame.flag(again, "duplicate"));
    assertEquals(changed.get("seq"), again.get("seq"));
    JsonObject other = answered(200, change(Frame.object("topic", "Milk", "client_id", "c2")));
    assertEquals("c2", Frame.text(other, "client_id"));
    isInvalid(post(Frame.object("text", "the key of a change"), "c1"));
  }

  @Test
  void isInvalidWhenItDiffersFromTheBody() throws Exception {
    isInvalid(post(Frame.object("text", "x", "client_id", "a"), "b"));
    isInvalid(change(Frame.object("topic", "x", "client_id", "a"), "b"));
    assertEquals(0, Frame.number(ada.ask("history", "room", room), "head.seq"));
  }

  @Test
  void isInvalidWhenItIsNoKey() throws Exception {
    isInvalid(post(Frame.object("text", "x")));
    isInvalid(change(Frame.object("topic", "x")));
    isInvalid(post(Frame.object("text", "x"), ""));
    isInvalid(post(Frame.object("text", "x"), "a".repeat(65)));
    isInvalid(post(Frame.object("text", "x"), "a", "a"));
  }
}
