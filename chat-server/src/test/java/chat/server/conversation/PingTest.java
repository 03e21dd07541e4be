package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.RawConnection;
import chat.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PingTest {
  private static final int TEXT = 0x81;
  private static final int PONG = 0x8a;

  @Test
  void answersWithTheTime() throws Exception {
    ManualClock clock = new ManualClock();
    try (RunningServer server = RunningServer.startWith(clock);
        ApiClient ada = ApiClient.arrive(server)) {
      clock.pass(Duration.ofSeconds(5));

      assertEquals(clock.instant(), Instant.parse(Frame.text(ada.ask("ping"), "at")));
    }
  }

  @Test
  void keepsConnectionsThatAnswerPingsAndClosesSilentOnes() throws Exception {
    try (RunningServer server = RunningServer.start("--heartbeat=300ms");
        RawConnection silent = new RawConnection(server.port());
        ApiClient alive = ApiClient.arrive(server)) {
      silent.upgrade();

      assertEquals(1001, silent.closeCode());
      assertTrue(silent.ends());
      alive.ask("ping"); // the JDK's client has answered all pings, the other one none
    }
  }

  @Test
  void countsEveryByteAsASignOfLife() throws Exception {
    try (RunningServer server = RunningServer.start("--heartbeat=300ms");
        RawConnection lazy = new RawConnection(server.port())) {
      lazy.upgrade();
      int pings = 0;
      while (pings < 6) {
        RawConnection.Received frame = lazy.frame();
        assertFalse(frame.opCode() == 8, "closed after " + pings + " pings");
        if (frame.opCode() == 9) {
          boolean even = pings++ % 2 == 0;
          byte[] payload = even ? frame.payload() : "[]".getBytes(StandardCharsets.UTF_8);
          lazy.sendFrame(even ? PONG : TEXT, payload);
        }
      }
    }
  }

  @Test
  void answersPingsOfTheWebSocket() throws Exception {
    try (RunningServer server = RunningServer.start();
        RawConnection raw = new RawConnection(server.port())) {
      raw.upgrade();
      raw.frame(); // the welcome
      raw.sendFrame(0x89, new byte[] {1, 2, 3});
      RawConnection.Received pong = raw.frame();

      assertEquals(10, pong.opCode());
      assertArrayEquals(new byte[] {1, 2, 3}, pong.payload());
    }
  }
}
