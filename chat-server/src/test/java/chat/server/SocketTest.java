package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SocketTest {
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
  void answersCommandsUnderTheirId() throws Exception {
    try (TestWebSocket ada = server.connect()) {
      ada.next("welcome");
      ada.send("{\"type\":\"join_room\",\"id\":\"j\",\"room\":\"general\"}");
      JsonObject joined = ada.next("joined_room");
      ada.send("{\"type\":\"set_username\",\"id\":\"n\",\"username\":\"Ada\"}");
      JsonObject named = ada.next("username_set");

      assertEquals("j", joined.get("re").getAsString());
      assertEquals("n", named.get("re").getAsString());
      assertEquals("Ada", named.getAsJsonObject("user").get("name").getAsString());
    }
  }

  @Test
  void acknowledgesBeforeTheEvent() throws Exception {
    try (TestWebSocket ada = joined("random");
        TestWebSocket bob = joined("random")) {
      ada.send(message("random", "hé 🙂", "k1"));
      JsonObject sent = ada.next("message_sent");
      JsonObject own = ada.next("new_message");
      JsonObject seen = bob.next("new_message");

      assertEquals(sent.get("seq"), own.get("seq"));
      assertEquals(own, seen);
      assertEquals("hé 🙂", seen.get("text").getAsString());
    }
  }

  @Test
  void sendsAnAckAndTheOwnEventInOneWrite() throws Exception {
    try (RunningServer own = RunningServer.start();
        RawConnection raw = new RawConnection(own.port())) {
      raw.upgrade();
      raw.sendFrame(0x81, "{\"type\":\"join_room\",\"room\":\"general\"}".getBytes(UTF_8));
      awaitText(raw, "rooms_changed"); // the last frame for now
      raw.sendFrame(0x81, message("general", "hi", "k").getBytes(UTF_8));

      String together = raw.available();

      assertTrue(together.contains("message_sent"), together);
      assertTrue(together.contains("new_message"), together);
    }
  }

  @Test
  void rejectsWithTheIdAndAReason() throws Exception {
    try (TestWebSocket ada = server.connect()) {
      ada.next("welcome");
      ada.send("{\"type\":\"join_room\",\"id\":\"j\",\"room\":\"no-such-room\"}");
      JsonObject error = ada.next();

      assertEquals("error", error.get("type").getAsString());
      assertEquals("j", error.get("re").getAsString());
      assertEquals("not_found", error.get("code").getAsString());
    }
  }

  @Test
  void answersPings() throws Exception {
    try (TestWebSocket ada = server.connect()) {
      ada.next("welcome");
      ada.send("{\"type\":\"ping\",\"id\":\"p\"}");

      assertEquals("p", ada.next("pong").get("re").getAsString());
    }
  }

  @Test
  void staysOpenAfterBadFrames() throws Exception {
    try (TestWebSocket ada = server.connect()) {
      ada.next("welcome");
      ada.send("nonsense");
      assertEquals("bad_frame", ada.next().get("code").getAsString());
      ada.send("{\"type\":\"no_such_type\"}");
      assertEquals("unknown_type", ada.next().get("code").getAsString());
      ada.sendBytes(new byte[65_536]);
      assertEquals("bad_frame", ada.next().get("code").getAsString());
      ada.send("{\"type\":\"ping\"}");
      assertEquals("pong", ada.next().get("type").getAsString());
    }
  }

  @Test
  void closesAfterTooManyBadFrames() throws Exception {
    try (TestWebSocket ada = server.connect()) {
      ada.next("welcome");
      for (int i = 0; i <= 100; i++) {
        ada.send("nonsense");
      }
      for (int i = 0; i <= 100; i++) {
        assertEquals("bad_frame", ada.next().get("code").getAsString());
      }
      assertEquals(4008, ada.closeCode());
    }
  }

  @Test
  void allowsBadFramesWithoutLimits() throws Exception {
    try (RunningServer patient = RunningServer.start("--limits=off");
        TestWebSocket ada = patient.connect()) {
      ada.next("welcome");
      for (int i = 0; i < 300; i++) {
        ada.send("nonsense");
      }
      ada.send("{\"type\":\"ping\"}");
      ada.next("pong");
    }
  }

  @Test
  void acceptsFramesUpToTheBoundAndClosesBeyondIt() throws Exception {
    try (TestWebSocket ada = server.connect()) {
      ada.next("welcome");
      String ping = "{\"type\":\"ping\",\"padding\":\"\"}";
      ada.send(ping.replace("\"\"", '"' + "x".repeat(65_536 - ping.length()) + '"'));
      ada.next("pong");
      ada.send(ping.replace("\"\"", '"' + "x".repeat(65_537 - ping.length()) + '"'));

      assertEquals(1009, ada.closeCode());
    }
  }

  @Test
  void sendsRepliesLongerThanTheFrameSizeWhole() throws Exception {
    try (RunningServer own = RunningServer.start("--max-message-length=10000");
        TestWebSocket ada = joined(own, "general");
        RawConnection raw = new RawConnection(own.port())) {
      for (int i = 0; i < 10; i++) {
        ada.send(message("general", "x".repeat(10_000), "k" + i));
        ada.next("message_sent");
      }
      raw.upgrade();
      raw.sendFrame(0x81, "{\"type\":\"join_room\",\"room\":\"general\"}".getBytes(UTF_8));
      RawConnection.Received reply = awaitText(raw, "joined_room");

      assertEquals(1, reply.opCode());
      assertTrue(reply.payload().length > 100_000);
    }
  }

  @Test
  void pingsAndClosesSilentConnections() throws Exception {
    try (RunningServer own = RunningServer.start("--heartbeat=200ms");
        TestWebSocket alive = own.connect();
        RawConnection silent = new RawConnection(own.port())) {
      alive.next("welcome");
      silent.upgrade();
      assertEquals(1, silent.frame().opCode());
      assertEquals(9, silent.frame().opCode());
      assertEquals(1001, silent.closeCode());
      assertTrue(silent.ends());
      alive.send("{\"type\":\"ping\"}");
      alive.next("pong");
    }
  }

  @Test
  void closesSlowReadersAndServesTheOthers() throws Exception {
    try (RunningServer own = RunningServer.start("--limits=off", "--max-message-length=10000");
        TestWebSocket ada = joined(own, "general");
        RawConnection slow = new RawConnection(own.port());
        CapturedLog log = new CapturedLog()) {
      slow.upgrade();
      slow.sendFrame(0x81, "{\"type\":\"join_room\",\"room\":\"general\"}".getBytes(UTF_8));
      ada.next("user_joined");
      // 24 MB: more than the network buffers before frames wait in the outbound queue.
      String text = "\u3042".repeat(10_000);
      for (int i = 0; i < 800; i++) {
        ada.send(message("general", text, "k" + i));
        ada.next("message_sent");
      }
      assertTrue(slow.ends());
      log.await(line -> line.endsWith("disconnected (1013)"));
      assertEquals(List.of(), log.stackTraces());
      ada.send("{\"type\":\"ping\"}");
      ada.next("pong");
    }
  }

  @Test
  void closesAClientThatRequestsPagesAndReadsNone() throws Exception {
    try (RunningServer own = RunningServer.start("--limits=off", "--heartbeat=500ms");
        TestWebSocket ada = joined(own, "general");
        RawConnection slow = new RawConnection(own.port());
        CapturedLog log = new CapturedLog()) {
      for (int i = 0; i < 40; i++) {
        ada.send(message("general", "x".repeat(4_000), "k" + i));
        ada.next("message_sent");
      }
      slow.upgrade();
      for (int i = 0; i < 400; i++) { // 50 MB: far more than the network buffers
        slow.sendFrame(0x81, "{\"type\":\"history\",\"room\":\"general\"}".getBytes(UTF_8));
      }
      boolean open = true;
      while (open) { // answers pings and nothing else
        try {
          slow.sendFrame(0x8a, new byte[0]);
        } catch (IOException e) {
          open = false;
        }
        ada.send("{\"type\":\"ping\"}");
        ada.next("pong");
        open = open && log.messages().stream().noneMatch(line -> line.endsWith("(1013)"));
      }
      log.await(line -> line.endsWith("disconnected (1013)"));
    }
  }

  @Test
  void logsConnectionsAndRoomsButNoMessages() throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      JsonObject welcome = visit();
      String id = welcome.getAsJsonObject("user").get("id").getAsString();

      assertTrue(log.messages().contains(id + " connected"));
      assertTrue(log.messages().contains(id + " joined general"));
      assertTrue(log.messages().stream().anyMatch(line -> line.startsWith(id + " disconnected")));
      String all = String.join("\n", log.messages());
      assertFalse(all.contains("a secret"));
      assertFalse(all.contains(welcome.get("session").getAsString()));
    }
  }

  /** A user connects, joins, posts and is connected when the server stops. */
  private static JsonObject visit() throws Exception {
    try (RunningServer own = RunningServer.start("--log-level=DEBUG");
        TestWebSocket ada = own.connect()) {
      JsonObject welcome = ada.next("welcome");
      ada.send("{\"type\":\"join_room\",\"room\":\"general\"}");
      ada.next("joined_room");
      ada.send(message("general", "a secret", "k"));
      ada.next("new_message");
      return welcome;
    }
  }

  private static TestWebSocket joined(String room) throws Exception {
    return joined(server, room);
  }

  private static TestWebSocket joined(RunningServer where, String room) throws Exception {
    TestWebSocket socket = where.connect();
    socket.next("welcome");
    socket.send("{\"type\":\"join_room\",\"room\":\"" + room + "\"}");
    socket.next("joined_room");
    return socket;
  }

  private static RawConnection.Received awaitText(RawConnection raw, String part)
      throws IOException {
    RawConnection.Received frame = raw.frame();
    while (!new String(frame.payload(), UTF_8).contains(part)) {
      frame = raw.frame();
    }
    return frame;
  }

  private static String message(String room, String text, String key) {
    return "{\"type\":\"send_message\",\"room\":\""
        + room
        + "\",\"text\":\""
        + text
        + "\",\"client_id\":\""
        + key
        + "\"}";
  }
}
