package chat.server.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;

final class FairShareTest {
  private final List<Frame> passed = new ArrayList<>();
  private final List<Runnable> elsewhere = new ArrayList<>();
  private int visits;
  private final FairShare share =
      new FairShare((frame, callback) -> passed.add(frame), () -> visits, elsewhere::add);

  @Test
  void passesWhatComesNowAndThen() {
    for (int i = 0; i < 10 * FairShare.MOST_IN_A_ROW; i++) {
      visits += i % 2;
      take();
    }

    assertEquals(10 * FairShare.MOST_IN_A_ROW, passed.size());
    assertEquals(List.of(), elsewhere);
  }

  @Test
  void goesElsewhereOnceInAVisitThatDoesNotEnd() {
    for (int i = 1; i < FairShare.MOST_IN_A_ROW; i++) {
      take();
    }
    assertEquals(0, elsewhere.size());

    take();
    assertEquals(1, elsewhere.size());
    assertEquals(FairShare.MOST_IN_A_ROW - 1, passed.size());
    elsewhere.get(0).run();
    for (int i = 0; i < 2 * FairShare.MOST_IN_A_ROW; i++) {
      take(); // on the thread that it went to
    }

    assertEquals(1, elsewhere.size());
    assertEquals(3 * FairShare.MOST_IN_A_ROW, passed.size());
  }

  private void take() {
    share.onFrame(new Frame(OpCode.TEXT, true, ""), Callback.NOOP);
  }
}
