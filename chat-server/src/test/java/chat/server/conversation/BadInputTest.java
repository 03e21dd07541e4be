package chat.server.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.CapturedLog;
import chat.server.RawConnection;
import chat.server.RunningServer;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bad input loses or blocks nothing, and other users do not notice. */
final class BadInputTest {
  private static final int TEXT = 0x81;

  @Test
  void doesNotDisturbOthers() throws Exception {
    try (CapturedLog log = new CapturedLog();
        RunningServer server = RunningServer.start("--limits=off", "--log-level=DEBUG");
        ApiClient ada = ApiClient.in("general", server);
        ApiClient bob = ApiClient.in("general", server);
        ApiClient abuser = ApiClient.in("general", server)) {
      bob.takeKept();
      int said = 0;
      for (List<String> wrong : FramesTest.WRONG) {
        abuser.send(wrong.get(0).replace('\'', '"'));
        said = talk(ada, bob, said);
      }
      for (String frame : frames()) {
        abuser.send(frame);
        said = talk(ada, bob, said);
      }
      abuser.sendBytes(new byte[60_000]);
      for (int i = 0; i < FramesTest.WRONG.size() + frames().size() + 1; i++) {
        abuser.hears("error");
      }
      for (byte[] bytes : rubbish()) {
        try (RawConnection raw = new RawConnection(server.port())) {
          raw.upgrade("Authorization: Bearer " + abuser.session());
          raw.send(bytes);
        }
        said = talk(ada, bob, said);
      }
      leaveInTheMiddleOfAMessage(server, abuser);
      said = talk(ada, bob, said);

      assertEquals(said, Frame.number(ada.ask("history", "room", "general"), "head.seq"));
      assertEquals(List.of(), bob.heard("error"));
      assertEquals(List.of(), log.stackTraces());
      String all = String.join("\n", log.messages());
      for (ApiClient each : List.of(ada, bob, abuser)) {
        assertFalse(all.contains(each.session()), "a token in the log");
      }
      assertFalse(all.contains("SECRET"), "a text in the log");
    }
  }

  private static int talk(ApiClient ada, ApiClient bob, int said) throws Exception {
    ada.say("general", "SECRET " + said);
    JsonObject heard = bob.hears("new_message");
    assertEquals("SECRET " + said, Frame.text(heard, "text"));
    assertEquals(said + 1, Frame.number(heard, "seq"));
    return said + 1;
  }

  /** Malformed frames of other kinds. */
  private static List<String> frames() {
    return List.of(
        "{\"type\":\"SECRET" + "x".repeat(60_000) + "\"}",
        "[".repeat(30_000),
        "{\"type\":\"ping\",\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
        "{\"type\":".repeat(5_000),
        "{\"type\":\"ping\",\"type\":\"ping\"}",
        "{\"type\":\"send_message\",\"room\":\"general\",\"client_id\":\"k\",\"text\":\""
            + "\\ud800".repeat(9_000)
            + "\"}",
        "{\"type\":\"join_room\",\"room\":\"dm.a.b\"}",
        "{\"type\":\"join_room\",\"room\":\"dm..\"}",
        "{\"type\":\"join_room\",\"room\":\"" + "x".repeat(50_000) + "\"}",
        "{\"type\":\"get_rooms\",\"limit\":" + "9".repeat(60_000) + "}",
        "{\"type\":\"mark_read\",\"room\":\"general\",\"seq\":9223372036854775807}",
        "{\"type\":\"join_room\",\"room\":\"general\",\"after\":{\"epoch\":{},\"seq\":{}}}",
        "{\"type\":\"send_message\",\"room\":\"general\",\"client_id\":\"k\",\"text\":\"SECRET"
            + "x".repeat(4_001)
            + "\"}",
        "{\"type\":\"create_room\",\"kind\":\"direct\",\"user\":\"" + "x".repeat(50_000) + "\"}");
  }

  private static List<byte[]> rubbish() {
    Random random = new Random(7);
    byte[] noise = new byte[500];
    random.nextBytes(noise);
    return List.of(
        noise,
        new byte[] {(byte) 0x81, 1, 'x'}, // not masked
        new byte[] {(byte) 0xf1, (byte) 0x80, 0, 0, 0, 0}, // reserved bits
        new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}, // no such kind of frame
        new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, 0x28}, // not UTF-8
        new byte[] {(byte) 0x81, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0},
        "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
  }

  private static void leaveInTheMiddleOfAMessage(RunningServer server, ApiClient abuser)
      throws IOException {
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.upgrade("Authorization: Bearer " + abuser.session());
      raw.sendFrame(0x01, "{\"type\":\"send_message\",\"text\":\"SECRET".getBytes(UTF_8));
    }
    try (RawConnection raw = new RawConnection(server.port())) {
      raw.upgrade("Authorization: Bearer " + abuser.session());
      raw.send(new byte[] {(byte) TEXT, (byte) 0xfe, 0x10, 0x00, 0, 0, 0, 0, '{'});
    }
  }

  @Test
  void continuesAfterEveryRejection() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off");
        ApiClient ada = ApiClient.in("general", server)) {
      for (List<String> wrong : FramesTest.WRONG) {
        ada.send(wrong.get(0).replace('\'', '"'));
      }
      ada.say("general", "still here");

      ada.hears("new_message", "text", "still here");
      for (int i = 0; i < FramesTest.WRONG.size(); i++) {
        ada.hears("error");
      }
      assertTrue(ada.settled("general").stream().noneMatch(frame -> Frame.is(frame, "error")));
    }
  }
}
