package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Followed threads of a user with two connections, over WebSocket and REST. */
final class FollowingThreadsTest {
  @TempDir static Path folder;
  private static RunningServer server;
  private static int rounds;

  private ApiClient bob;
  private ApiClient phone;
  private ApiClient ada;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            "--store=sqlite", "--limits=off", "--data-dir=" + folder.resolve("data"));
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
    room = bob.creates("Threads " + rounds++);
    bob.join(room);
    ada.join(room);
    bob.say(room, "root");
  }

  @AfterEach
  void part() {
    List.of(bob, phone, ada).forEach(ApiClient::close);
  }

  private void replies(ApiClient client, long to) throws Exception {
    client.ask(
        "send_message",
        "room",
        room,
        "text",
        "reply",
        "client_id",
        "reply" + rounds++,
        "reply_to",
        to);
  }

  private static List<JsonObject> threads(ApiClient client) throws Exception {
    return Frame.list(client.ask("get_threads"), "threads");
  }

  private JsonObject rest(ApiClient client, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer =
        server.ask(method, path, body, "Authorization", "Bearer " + client.session());
    assertEquals(200, answer.statusCode(), answer.body());
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  @Test
  void followsByReplyingAndTellsAllConnections() throws Exception {
    replies(ada, 1);
    for (ApiClient each : List.of(bob, phone)) {
      JsonObject told = each.hears("thread_followed");
      assertFalse(told.has("re"));
      assertEquals(room, Frame.text(told, "room"));
      assertEquals(1, Frame.number(told, "root"));
      assertEquals(1, Frame.number(told, "seq"));
    }
    assertEquals(2, Frame.number(ada.hears("thread_followed"), "seq"));
    JsonObject thread = threads(phone).get(0);
    assertEquals(room, Frame.text(thread, "room"));
    assertEquals(1, Frame.number(thread, "root"));
    assertEquals(2, Frame.number(thread, "last"));
    assertEquals(1, Frame.number(thread, "unread"));

    JsonObject marked = phone.ask("mark_thread", "room", room, "root", 1, "seq", 2);
    assertEquals("thread_marked", Frame.text(marked, "type"));
    assertEquals(0, Frame.number(marked, "unread"));
    JsonObject told = bob.hears("thread_marked");
    assertFalse(told.has("re"));
    assertEquals(2, Frame.number(told, "seq"));
    assertEquals(0, Frame.number(threads(bob).get(0), "unread"));
  }

  @Test
  void setsAndEndsFollowingOverRest() throws Exception {
    String thread = "/api/rooms/" + room + "/threads/1";
    JsonObject followed = rest(ada, "PUT", thread + "/follow", "");
    assertEquals(1, Frame.number(followed, "root"));
    assertEquals(1, Frame.number(followed, "seq"));
    assertEquals(1, Frame.number(ada.hears("thread_followed"), "seq"));
    replies(bob, 1);
    JsonObject listed = rest(ada, "GET", "/api/threads?limit=1", "");
    assertEquals(1, Frame.number(Frame.list(listed, "threads").get(0), "unread"));
    assertFalse(listed.get("more").getAsBoolean());
    JsonObject marked = rest(ada, "PUT", thread + "/mark", "{\"seq\":2}");
    assertEquals(0, Frame.number(marked, "unread"));
    assertEquals(2, Frame.number(ada.hears("thread_marked"), "seq"));
    JsonObject ended = rest(ada, "DELETE", thread + "/follow", "");
    assertFalse(ended.get("on").getAsBoolean());
    assertFalse(ended.has("seq"));
    assertEquals(0, threads(ada).size());
  }
}
