package chat.server.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RawConnection;
import chat.server.RunningServer;
import chat.server.TestWebSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that exceed the rate of frames, with frames that cause no errors. */
@Timeout(120)
final class FloodTest {
  private static final int PING = 0x89;
  private static final int PONG = 10;
  private static final int BURST = 20;

  private final AtomicLong time = new AtomicLong();

  @Test
  void pingsAreAnsweredUpToABurstOfDebtAndThenNotRead() throws Exception {
    try (RunningServer server = RunningServer.start(time::get, "--limit-frames=20+1000/s");
        RawConnection flood = new RawConnection(server.port());
        TestWebSocket ada = server.connect()) {
      ada.next("welcome");
      flood.upgrade();
      assertEquals(1, flood.frame().opCode());
      int sent = 10 * BURST;
      for (int i = 0; i < sent; i++) {
        flood.sendFrame(PING, new byte[0]);
      }
      for (int i = 0; i < 2 * BURST; i++) {
        assertEquals(PONG, flood.frame().opCode());
      }
      // The clock of the limits stands still, so no debt is paid, and nothing more is read.
      ada.send("{\"type\":\"ping\"}");
      ada.next("pong");
      assertTrue(flood.responseWithin(200).isEmpty());

      // A second pays off the debt and allows another burst, so the rest is read.
      for (int i = 2 * BURST; i < sent; i += BURST) {
        time.addAndGet(1_000_000_000);
        for (int j = 0; j < BURST; j++) {
          assertEquals(PONG, flood.frame().opCode());
        }
      }
    }
  }

  @Test
  void emptyFragmentsAreCharged() throws Exception {
    try (RunningServer server = RunningServer.start(time::get, "--limit-frames=20+1000/s");
        RawConnection flood = new RawConnection(server.port())) {
      flood.upgrade();
      assertEquals(1, flood.frame().opCode());
      flood.sendFrame(0x01, new byte[] {'{'});
      for (int i = 0; i < 2 * BURST - 2; i++) {
        flood.sendFrame(0x00, new byte[0]);
      }
      flood.sendFrame(0x80, new byte[] {'}'});
      assertEquals(1, flood.frame().opCode()); // the error
      flood.sendFrame(PING, new byte[0]);
      assertTrue(flood.responseWithin(200).isEmpty());

      time.addAndGet(1_000_000_000);
      assertEquals(List.of(PONG), List.of(flood.frame().opCode()));
    }
  }
}
