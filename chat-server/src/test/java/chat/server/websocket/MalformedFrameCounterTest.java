package chat.server.websocket;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MalformedFrameCounterTest {
  private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5); // nano time may overflow
  private final MalformedFrameCounter malformedFrames = new MalformedFrameCounter(() -> now);

  @Test
  void allowsAHundredPerMinute() {
    for (int i = 0; i < 100; i++) {
      now += TimeUnit.MILLISECONDS.toNanos(599);
      assertFalse(malformedFrames.another());
    }
    now += TimeUnit.MILLISECONDS.toNanos(599);
    assertTrue(malformedFrames.another());
  }

  @Test
  void allowsManyOverALongerTime() {
    for (int i = 0; i < 1_000; i++) {
      now += TimeUnit.MILLISECONDS.toNanos(601);
      assertFalse(malformedFrames.another());
    }
  }
}
