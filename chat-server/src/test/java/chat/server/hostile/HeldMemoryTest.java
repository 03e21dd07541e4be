package chat.server.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.bound.HeapShare;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients of one address begin as many messages and bodies as there is memory for, and complete
 * none. Users of other addresses can still send long ones.
 */
@Timeout(300)
final class HeldMemoryTest {
  private static final int BYTES = 60_000;

  /** A byte occupies two on the heap. */
  private static final int HEAP_BYTES = 2 * BYTES;

  private static final int OLDEST = 50;
  private static final String ELSEWHERE = "127.0.0.9";
  private static final String LONG_TEXT = "\ud83d\ude00".repeat(4_000);

  private final List<RawConnection> held = new ArrayList<>();

  private static int enoughFor(HeapShare share) {
    return (int) (share.bytes() / HEAP_BYTES) + 5;
  }

  private void release() throws Exception {
    for (RawConnection each : held) {
      each.close();
    }
  }

  @Test
  void doesNotPreventOthersFromSendingALongMessage() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off")) {
      for (int i = 0; i < enoughFor(HeapShare.UNFINISHED_MESSAGES); i++) {
        RawConnection next = new RawConnection(server.port());
        held.add(next);
        assertTrue(next.upgrade().startsWith("HTTP/1.1 101 "));
        next.sendFrame(Frames.TEXT, ("{\"x\":\"" + "x".repeat(BYTES)).getBytes(UTF_8));
      }
      assertTrue(held.get(0).ends(), "the oldest one has to go");
      try (RawConnection user = new RawConnection(server.port(), ELSEWHERE)) {
        user.upgrade();
        say(user, "{\"type\":\"join_room\",\"room\":\"general\"}");
        answer(user, "joined_room");
        say(
            user,
            "{\"type\":\"send_message\",\"room\":\"general\",\"client_id\":\"1\",\"text\":\"%s\"}"
                .formatted(LONG_TEXT));
        answer(user, "message_sent");
      }
    } finally {
      release();
    }
  }

  private static void say(RawConnection user, String frame) throws Exception {
    user.sendFrame(Frames.FIN | Frames.TEXT, frame.getBytes(UTF_8));
  }

  private static void answer(RawConnection user, String type) throws Exception {
    RawConnection.Received frame = user.frame();
    while (frame.opCode() != Frames.TEXT
        || !new String(frame.payload(), UTF_8).contains("\"type\":\"" + type + "\"")) {
      assertTrue(frame.opCode() != Frames.CLOSE, "closed");
      frame = user.frame();
    }
  }

  @Test
  void doesNotPreventOthersFromPostingALongMessage() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off")) {
      String session = session(server);
      for (int i = 0; i < enoughFor(HeapShare.REQUEST_BODIES); i++) {
        RawConnection next = new RawConnection(server.port(), ELSEWHERE);
        held.add(next);
        next.send(
            "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 65000\r\n\r\n{\"x\":\""
                + "x".repeat(BYTES));
      }
      HttpResponse<String> posted =
          server.post(
              "/api/rooms/general/messages",
              "{\"client_id\":\"1\",\"text\":\"%s\"}".formatted(LONG_TEXT),
              "Authorization",
              "Bearer " + session);
      assertEquals(201, posted.statusCode(), posted::body);
      assertTrue(isAnyBusy(), "one of the oldest has to go");
    } finally {
      release();
    }
  }

  /** Several begin at the same time, so the oldest of them is not known to the test. */
  private boolean isAnyBusy() throws Exception {
    for (RawConnection each : held.subList(0, OLDEST)) {
      if (each.response().startsWith("HTTP/1.1 503 ")) {
        return true;
      }
    }
    return false;
  }

  /** A member of the general room. */
  private static String session(RunningServer server) throws Exception {
    JsonObject guest =
        JsonParser.parseString(server.post("/api/session", "{}").body()).getAsJsonObject();
    String session = guest.get("session").getAsString();
    try (RawConnection user = new RawConnection(server.port())) {
      user.upgrade("Authorization: Bearer " + session);
      say(user, "{\"type\":\"join_room\",\"room\":\"general\"}");
      answer(user, "joined_room");
    }
    return session;
  }
}
