package chat.server.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import chat.server.TestWebSocket;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** A real connection behaves as AsyncAPI describes. */
final class SocketContractTest {
  private static final Contract CONTRACT = Contract.asyncApi();

  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start("--limits=off");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> frames() {
    return CONTRACT.at("/components/messages").propertyNames().stream()
        .filter(name -> name.startsWith("client."));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void rejectsFramesThatViolateTheSchema(String name) throws Exception {
    String payload = "/components/messages/" + name + "/payload";
    Map<String, ObjectNode> bad = new Frames(CONTRACT).bad(payload);
    assertFalse(bad.isEmpty(), name);
    try (TestWebSocket socket = server.connect()) {
      socket.next("welcome");
      for (Map.Entry<String, ObjectNode> each : bad.entrySet()) {
        String what = name + ": " + each.getKey() + ": " + each.getValue();
        socket.send(each.getValue().toString());

        assertEquals("error", answer(socket).get("type").getAsString(), what);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void acceptsFramesAtTheLimitsOfTheSchema(String name) throws Exception {
    String payload = "/components/messages/" + name + "/payload";
    try (TestWebSocket socket = server.connect()) {
      socket.next("welcome");
      socket.send("{'type':'join_room','room':'general'}".replace('\'', '"'));
      socket.next("joined_room");
      socket.send(
          "{'type':'send_message','room':'general','text':'1','client_id':'first'}"
              .replace('\'', '"'));
      socket.next("message_sent"); // there is something to reply to
      socket.send(
          "{'type':'send_message','room':'general','text':'2','client_id':'second','reply_to':1}"
              .replace('\'', '"'));
      socket.next("message_sent"); // message 1 is the root of a thread
      for (Map.Entry<String, ObjectNode> each : new Frames(CONTRACT).atBounds(payload).entrySet()) {
        ObjectNode frame = each.getValue();
        frame.put("id", frame.path("id").asString("any"));
        socket.send(frame.toString());
        if (!isAnswered(name)) {
          socket.send("{'type':'members','id':'next','room':'general'}".replace('\'', '"'));
        }
        JsonObject answer = answer(socket);

        boolean blamed =
            answer.has("field")
                && each.getKey().startsWith(answer.get("field").getAsString() + "=");
        assertFalse(blamed && !isTaken(answer), name + ": " + each.getKey() + ": " + answer);
      }
    }
  }

  /** Whether an accepted frame gets a reply. */
  private static boolean isAnswered(String name) {
    String operation = name.substring(name.indexOf('.') + 1);
    return CONTRACT.at("/operations/" + operation + "/reply/messages").size() > 1;
  }

  private static boolean isTaken(JsonObject answer) {
    return answer.get("code").getAsString().equals("name_taken");
  }

  /** The next reply or error; events are skipped. */
  private static JsonObject answer(TestWebSocket socket) throws Exception {
    List<String> told =
        CONTRACT
            .at("/operations/tell/messages")
            .valueStream()
            .map(each -> each.get("$ref").stringValue())
            .map(reference -> reference.substring(reference.lastIndexOf('.') + 1))
            .filter(type -> !type.equals("error"))
            .toList();
    while (true) {
      JsonObject frame = socket.next();
      if (frame.has("re") || !told.contains(frame.get("type").getAsString())) {
        return frame;
      }
    }
  }

  @Test
  void sendsWelcomeAndRepliesAsDescribed() throws Exception {
    try (TestWebSocket socket = server.connectWith(List.of(subprotocol()))) {
      assertEquals(subprotocol(), socket.subprotocol());
      assertSent(socket.next());
      socket.send("{\"type\":\"join_room\",\"id\":\"1\",\"room\":\"general\"}");
      assertSent(socket.next("joined_room"));
      socket.send(
          "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"hi\",\"client_id\":\"1\"}");
      assertSent(socket.next("message_sent"));
      assertSent(socket.next("new_message"));
      socket.send("{\"type\":\"ping\"}");
      assertSent(socket.next("pong"));
    }
  }

  private static String subprotocol() {
    return CONTRACT.at("/channels/chat/x-subprotocol").stringValue();
  }

  private static void assertSent(JsonObject frame) {
    String type = frame.get("type").getAsString();
    CONTRACT.assertSent("/components/messages/server." + type + "/payload", frame.toString());
  }

  @Test
  void servesTheDocument() throws Exception {
    var answer = server.get("/api/asyncapi.json");

    assertEquals(200, answer.statusCode());
    assertEquals(Contract.JSON.readTree(answer.body()), CONTRACT.document());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("json"));
  }
}
