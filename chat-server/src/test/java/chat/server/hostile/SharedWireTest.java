package chat.server.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.TestWebSocket;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.RepeatedTest;

/** Frames of the chat and control frames on the same connection at the same time. */
final class SharedWireTest {
  private static final int MESSAGES = 2_000;
  private static final int PINGS_AT_A_TIME = 4;

  @RepeatedTest(20)
  void carriesAnswersToPingsBetweenMessagesAndTheCloseAtTheEnd() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off", "--store=memory");
        TestWebSocket ada = server.connect();
        RawConnection peer = new RawConnection(server.port())) {
      ada.send("{\"type\":\"join_room\",\"room\":\"general\"}");
      ada.next("joined_room");
      peer.upgrade();
      peer.frame(); // the welcome
      peer.send(Frames.text("{\"type\":\"join_room\",\"room\":\"general\"}"));
      while (!text(peer.frame()).contains("\"joined_room\"")) {
        // presence events may come first
      }
      int pings = 0;
      int pongs = 0;
      int heard = 0;
      for (int said = 1; heard < MESSAGES; said++) {
        if (said <= MESSAGES) {
          ada.send(
              "{\"type\":\"send_message\",\"room\":\"general\",\"text\":\"%s\",\"client_id\":\"%d\"}"
                  .formatted("x".repeat(said % 300 + 1), said));
        }
        if (pings - pongs < PINGS_AT_A_TIME) {
          peer.send(Frames.frame(Frames.FIN | Frames.PING, "ping " + pings++));
        }
        RawConnection.Received frame = peer.frame();
        if (frame.opCode() == Frames.PONG) {
          assertEquals("ping " + pongs++, text(frame));
        } else if (text(frame).startsWith("{\"type\":\"new_message\"")) {
          var message = JsonParser.parseString(text(frame)).getAsJsonObject();
          assertEquals(++heard, message.get("seq").getAsInt());
          assertEquals(heard % 300 + 1, message.get("text").getAsString().length());
        }
      }
      peer.send(Frames.close(1000, "enough"));
      RawConnection.Received last = peer.frame();
      while (last.opCode() != Frames.CLOSE) {
        last = peer.frame();
      }

      assertEquals(1000, last.closeCode());
    }
  }

  private static String text(RawConnection.Received frame) {
    return new String(frame.payload(), UTF_8);
  }
}
