package chat.server.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import chat.server.RunningServer;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that send slowly or without end. */
final class SlowPeersTest {
  private static final String ASK = "{\"type\":\"ping\"}";

  @Test
  void closesOnAHeaderThatComesByteByByte() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off");
        Neighbours neighbours = new Neighbours(server);
        RawConnection slow = new RawConnection(server.port())) {
      slow.send("GET / HTTP/1.1\r\nHost: x\r\nX: ");
      int bytes = 0;
      while (!slow.endsWithin(500) && bytes < 60) {
        slow.trySend("x");
        bytes++;
        neighbours.talk();
      }
      assertTrue(bytes > 10, "an honest slow network has its time");
      assertTrue(bytes < 60, "it goes on and on");
    }
  }

  /** The idle time-out ends neither: every byte restarts it, and none of them is content. */
  @ParameterizedTest
  @ValueSource(strings = {"5;x=", "2\r\n{}\r\n0\r\nX: "})
  void closesOnABodyThatComesByteByByteWithoutContent(String begin) throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off");
        Neighbours neighbours = new Neighbours(server);
        RawConnection slow = new RawConnection(server.port())) {
      slow.send(
          "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + begin);
      int bytes = 0;
      Optional<String> answer = slow.responseWithin(500);
      while (answer.isEmpty() && bytes < 120) {
        slow.trySend("x");
        bytes++;
        neighbours.talk();
        answer = slow.responseWithin(500);
      }
      assertTrue(bytes > 20, "an honest slow network has its time");
      assertTrue(answer.orElse("it goes on and on").startsWith("HTTP/1.1 408 "), answer::toString);
    }
  }

  @Test
  void closesOnAMessageWithoutEnd() throws Exception {
    try (RunningServer server = RunningServer.start("--heartbeat=200ms", "--limits=off");
        Neighbours neighbours = new Neighbours(server);
        RawConnection slow = new RawConnection(server.port())) {
      slow.upgrade();
      slow.frame(); // the welcome
      slow.send(Frames.frame(Frames.TEXT, "{"));
      RawConnection.Received frame = slow.frame();
      while (frame.opCode() != Frames.CLOSE) {
        if (frame.opCode() == Frames.PING) {
          slow.send(Frames.frame(Frames.FIN | Frames.PONG, frame.payload()));
          slow.send(Frames.frame(Frames.CONTINUATION, " "));
        }
        neighbours.talk();
        frame = slow.frame();
      }

      assertEquals(1008, frame.closeCode());
      assertTrue(slow.ends());
    }
  }

  @Test
  void acceptsAFrameByteByByte() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off");
        Neighbours neighbours = new Neighbours(server);
        RawConnection slow = new RawConnection(server.port())) {
      slow.upgrade();
      slow.frame(); // the welcome
      for (byte each : Frames.text(ASK)) {
        slow.send(new byte[] {each});
        neighbours.talk();
      }
      assertTrue(text(slow).contains("\"pong\""));
    }
  }

  @Test
  void answersAFloodOfPingsInOrderWithoutDelayingOthers() throws Exception {
    try (RunningServer server = RunningServer.start("--limits=off");
        Neighbours neighbours = new Neighbours(server);
        RawConnection flood = new RawConnection(server.port())) {
      flood.upgrade();
      flood.frame(); // the welcome
      for (int i = 0; i < 2_000; i++) {
        flood.send(Frames.frame(Frames.FIN | Frames.PING, "" + i));
        if (i % 100 == 0) {
          neighbours.talk();
        }
      }
      for (int i = 0; i < 2_000; i++) {
        RawConnection.Received frame = flood.frame();
        while (frame.opCode() != Frames.PONG) {
          frame = flood.frame(); // rooms_changed
        }
        assertEquals("" + i, new String(frame.payload(), UTF_8));
      }
      neighbours.talk();
    }
  }

  @Test
  void abortsAPeerThatDoesNotAnswerTheClose() throws Exception {
    try (RunningServer server = RunningServer.start();
        RawConnection deaf = new RawConnection(server.port())) {
      deaf.upgrade("Cookie: chat_session=nobody's");

      assertEquals(4001, deaf.closeCode());
      assertTrue(deaf.ends());
    }
  }

  private static String text(RawConnection raw) throws IOException {
    return new String(raw.frame().payload(), UTF_8);
  }
}
