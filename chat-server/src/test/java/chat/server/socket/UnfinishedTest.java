package chat.server.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;

final class UnfinishedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Frame> passed = new ArrayList<>();
  private long now = Long.MAX_VALUE;
  private final Unfinished unfinished =
      new Unfinished((frame, callback) -> passed.add(frame), () -> now);

  @Test
  void countsFromTheFirstFragmentWhateverFollows() {
    take(OpCode.TEXT, false);
    pass(PATIENCE);
    take(OpCode.CONTINUATION, false);
    take(OpCode.PONG, true);
    assertFalse(unfinished.isFor(PATIENCE));

    pass(Duration.ofNanos(1));

    assertTrue(unfinished.isFor(PATIENCE));
    assertEquals(3, passed.size());
  }

  @Test
  void forgetsAMessageThatEnded() {
    take(OpCode.TEXT, false);
    pass(PATIENCE);
    take(OpCode.CONTINUATION, true);
    pass(PATIENCE);
    assertFalse(unfinished.isFor(PATIENCE));

    take(OpCode.BINARY, false);
    assertFalse(unfinished.isFor(PATIENCE));
  }

  @Test
  void doesNotMindWholeMessages() {
    take(OpCode.TEXT, true);
    pass(PATIENCE.multipliedBy(2));

    assertFalse(unfinished.isFor(PATIENCE));
  }

  private void take(byte opCode, boolean fin) {
    unfinished.onFrame(new Frame(opCode, fin, ""), Callback.NOOP);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
