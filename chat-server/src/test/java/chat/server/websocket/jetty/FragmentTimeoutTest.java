package chat.server.websocket.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.limit.AddressBlock;
import chat.server.limit.FairShare;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;

final class FragmentTimeoutTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Frame> passed = new ArrayList<>();
  private long now = Long.MAX_VALUE;
  private final FragmentTimeout unfinished =
      new FragmentTimeout(
          (frame, callback) -> passed.add(frame),
          () -> now,
          new FairShare(Long.MAX_VALUE, 0).holding(AddressBlock.UNKNOWN, () -> {}));

  @Test
  void countsFromTheFirstFragmentWhateverFollows() {
    take(OpCode.TEXT, false);
    pass(PATIENCE);
    take(OpCode.CONTINUATION, false);
    take(OpCode.PONG, true);
    assertFalse(unfinished.isOlderThan(PATIENCE));

    pass(Duration.ofNanos(1));

    assertTrue(unfinished.isOlderThan(PATIENCE));
    assertEquals(3, passed.size());
  }

  @Test
  void forgetsACompleteMessage() {
    take(OpCode.TEXT, false);
    pass(PATIENCE);
    take(OpCode.CONTINUATION, true);
    pass(PATIENCE);
    assertFalse(unfinished.isOlderThan(PATIENCE));

    take(OpCode.BINARY, false);
    assertFalse(unfinished.isOlderThan(PATIENCE));
  }

  @Test
  void ignoresWholeMessages() {
    take(OpCode.TEXT, true);
    pass(PATIENCE.multipliedBy(2));

    assertFalse(unfinished.isOlderThan(PATIENCE));
  }

  private void take(byte opCode, boolean fin) {
    unfinished.onFrame(new Frame(opCode, fin, ""), Callback.NOOP);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void limitsUnfinishedMessagesInBytes() throws Exception {
    FairShare all = new FairShare(100_000, 0);
    List<String> cut = new ArrayList<>();
    FragmentTimeout first = at(all, "10.0.0.1", cut);
    FragmentTimeout second = at(all, "10.0.0.2", cut);
    begin(first, 40_000);
    begin(second, 4_000);
    first.onFrame(new Frame(OpCode.CONTINUATION, false, ""), Callback.NOOP);
    assertEquals(88_000, all.used(), "an empty fragment ends nothing");
    assertEquals(List.of(), cut);
    begin(second, 20_000);
    assertEquals(List.of("10.0.0.1"), cut, "the address that holds most");
    assertEquals(48_000, all.used());
    second.onFrame(new Frame(OpCode.CONTINUATION, true, ""), Callback.NOOP);
    assertEquals(0, all.used());
    begin(first, 1);
    assertEquals(0, all.used(), "nothing is counted after the end");
    second.end();
    begin(second, 1);
    assertEquals(0, all.used(), "nothing is counted after the end");
  }

  private FragmentTimeout at(FairShare all, String address, List<String> cut) throws Exception {
    AddressBlock block = AddressBlock.of(InetAddress.getByName(address));
    return new FragmentTimeout(
        (frame, callback) -> {}, () -> now, all.holding(block, () -> cut.add(address)));
  }

  private static void begin(FragmentTimeout at, int bytes) {
    Frame frame = new Frame(OpCode.TEXT).setPayload("x".repeat(bytes));
    at.onFrame(frame.setFin(false), Callback.NOOP);
  }
}
