package chat.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final ManualClock timers = new ManualClock();
  private long bytesIn;
  private int pings;
  private boolean gaveUp;

  private final Heartbeat heartbeat =
      new Heartbeat(timers, PERIOD, () -> bytesIn, () -> pings++, () -> gaveUp = true);

  @Test
  void pingsAtIntervals() {
    heartbeat.start();
    for (int i = 1; i <= 5; i++) {
      bytesIn++;
      timers.pass(PERIOD);
      assertEquals(i, pings);
    }
    assertFalse(gaveUp);
  }

  @Test
  void givesUpAfterTwoSilentPeriods() {
    bytesIn = 7;
    heartbeat.start();
    timers.pass(PERIOD); // the bytes have changed at the first beat
    timers.pass(PERIOD);
    assertFalse(gaveUp);

    timers.pass(PERIOD);

    assertTrue(gaveUp);
  }

  @Test
  void toleratesASinglePeriod() {
    heartbeat.start();
    for (int i = 0; i < 4; i++) {
      timers.pass(PERIOD);
      bytesIn++;
      timers.pass(PERIOD);
    }
    assertFalse(gaveUp);
  }

  @Test
  void stops() {
    heartbeat.start();
    heartbeat.stop();
    timers.pass(PERIOD.multipliedBy(3));

    assertEquals(0, pings);
    assertFalse(gaveUp);
  }
}
