package chat.server.websocket.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.ManualClock;
import chat.server.limit.FrameDebt;
import chat.server.limit.Rate;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;

final class FrameMeterTest {
  /** With a burst of 600 and then 100 per second. */
  private static final int BURST = 600;

  private static final int PER_SECOND = 100;
  private static final Rate RATE = new Rate(BURST, Duration.ofSeconds(1).dividedBy(PER_SECOND));
  private static final int KIBIBYTE = 1_024;

  private final ManualClock timers = new ManualClock();
  private long nanos;
  private int passedOn;
  private int demands;
  private boolean gaveUp;

  @Test
  void readsAClientThatKeepsToItsRate() {
    FrameMeter meter = meter();
    for (int i = 0; i < BURST; i++) {
      assertTrue(isRead(meter, ping()));
    }
    for (int i = 0; i < 100 * PER_SECOND; i++) {
      pass(Duration.ofSeconds(1).dividedBy(PER_SECOND));
      assertTrue(isRead(meter, ping()));
    }
  }

  @Test
  void doesNotReadAfterAWholeBurstUntilTheDebtIsPaid() {
    FrameMeter meter = meter();
    assertEquals(2 * BURST, readUntilHeld(meter, ping()));
    assertTrue(meter.isHeld());

    pass(Duration.ofMillis(5_999));
    assertTrue(meter.isHeld());
    int before = demands;
    pass(Duration.ofMillis(1));

    assertFalse(meter.isHeld());
    assertEquals(before + 1, demands);
    assertFalse(gaveUp);
  }

  @Test
  void readsInSmallPartsAfterHoldingUntilTheRateIsKept() {
    FrameMeter meter = meter();
    readUntilHeld(meter, ping());
    pass(Duration.ofSeconds(6));
    assertEquals((BURST + 15) / 16, readUntilHeld(meter, ping()));
    pass(Duration.ofMillis(379));
    assertTrue(meter.isHeld());
    pass(Duration.ofMillis(1));
    assertFalse(meter.isHeld());
    pass(Duration.ofSeconds(6).plusMillis(1));
    assertEquals(2 * BURST, readUntilHeld(meter, ping()));
  }

  @Test
  void chargesEmptyFragmentsLikeAnyFrame() {
    assertEquals(2 * BURST, readUntilHeld(meter(), fragment(0)));
  }

  @Test
  void chargesBytesByTheKibibyte() {
    Frame long63 = new Frame(OpCode.TEXT, ByteBuffer.allocate(63 * KIBIBYTE));
    int frames = (2 * BURST + 63) / 64;
    assertEquals(frames, readUntilHeld(meter(), long63));
  }

  @Test
  void chargesThePartsOfALongFrameForTheirBytesAlone() {
    assertEquals(2 * BURST, readUntilHeld(meter(), fragment(KIBIBYTE)));
    assertEquals(8 * 2 * BURST, readUntilHeld(meter(), fragment(FrameMeter.SMALL_BYTES)));
    assertTrue(readUntilHeld(meter(), fragment(FrameMeter.SMALL_BYTES - 1)) < 2 * BURST);
  }

  @Test
  void passesOnEveryFrameThatItReads() {
    FrameMeter meter = meter();
    int read = readUntilHeld(meter, ping());

    assertEquals(read, passedOn);
  }

  @Test
  void givesUpWhenTheRateIsExceededForTooLong() {
    FrameMeter meter = meter();
    for (int i = 0; i < 4; i++) {
      readUntilHeld(meter, ping());
      pass(Duration.ofSeconds(6));
      assertFalse(meter.isHeld());
    }
    readUntilHeld(meter, ping());
    int before = demands;
    pass(Duration.ofSeconds(6));

    assertTrue(gaveUp);
    assertTrue(meter.isHeld());
    pass(Duration.ofHours(1));
    assertEquals(before, demands);
  }

  @Test
  void givesUpWhenTheDebtIsLongerThanItsPatience() {
    readUntilHeld(meter(Duration.ofMinutes(1)), ping());
    pass(FrameMeter.PATIENCE.minusMillis(1));
    assertFalse(gaveUp);
    pass(Duration.ofMillis(1));
    assertTrue(gaveUp);
  }

  @Test
  void startsAnewAfterTheRateWasKept() {
    FrameMeter meter = meter();
    for (int i = 0; i < 20; i++) {
      readUntilHeld(meter, ping());
      pass(Duration.ofSeconds(6));
      pass(Duration.ofSeconds(7));
    }
    assertFalse(gaveUp);
    assertFalse(meter.isHeld());
  }

  @Test
  void letsSomeConnectionsSendTenTimesAsMuch() {
    FrameMeter meter = meter(new FrameDebt(RATE, 10, () -> nanos));

    assertEquals(10 * 2 * BURST, readUntilHeld(meter, ping()));
  }

  @Test
  void holdsNoConnectionWithoutLimits() {
    FrameMeter meter = meter(new FrameDebt(Rate.UNLIMITED, 1, () -> nanos));
    for (int i = 0; i < 10 * BURST; i++) {
      assertTrue(isRead(meter, ping()));
    }
  }

  private FrameMeter meter() {
    return meter(new FrameDebt(RATE, 1, () -> nanos));
  }

  /** A meter whose debt of a burst takes this long to be paid off. */
  private FrameMeter meter(Duration burst) {
    Rate rate = new Rate(BURST, burst.dividedBy(BURST));
    return meter(new FrameDebt(rate, 1, () -> nanos));
  }

  private FrameMeter meter(FrameDebt debt) {
    return new FrameMeter(
        (frame, callback) -> passedOn++, () -> demands++, debt, timers, () -> gaveUp = true);
  }

  /** Whether the next frame is demanded after this one. */
  private boolean isRead(FrameMeter meter, Frame frame) {
    int before = demands;
    meter.onFrame(frame, Callback.NOOP);
    meter.demand();
    return demands == before + 1;
  }

  /** How many frames are read before it is held. */
  private int readUntilHeld(FrameMeter meter, Frame frame) {
    int read = 1;
    while (isRead(meter, frame)) {
      read++;
    }
    return read;
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    timers.pass(time);
  }

  private static Frame ping() {
    return new Frame(OpCode.PING);
  }

  private static Frame fragment(int bytes) {
    return new Frame(OpCode.CONTINUATION, ByteBuffer.allocate(bytes));
  }
}
