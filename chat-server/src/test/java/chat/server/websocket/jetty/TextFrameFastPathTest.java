package chat.server.websocket.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import chat.server.limit.AddressBlock;
import chat.server.limit.FairShare;
import chat.server.websocket.WebSocketConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;

final class TextFrameFastPathTest {
  private final List<String> texts = new ArrayList<>();
  private final List<Frame> passedOn = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final Session session = new Session();
  private final Outcome outcome = new Outcome();
  private final FragmentTimeout next =
      new FragmentTimeout(
          (frame, callback) -> passedOn.add(frame),
          System::nanoTime,
          new FairShare(Long.MAX_VALUE, 0).holding(AddressBlock.UNKNOWN, () -> {}));
  private final TextFrameFastPath wholeTexts =
      new TextFrameFastPath(session, next, texts::add, failures::add);

  @Test
  void takesAWholeTextAndDemandsMore() {
    take(text("hällo"));

    assertEquals(List.of("hällo"), texts);
    assertEquals(1, session.demands);
    assertEquals(1, outcome.succeeded);
    assertEquals(List.of(), passedOn);
  }

  @Test
  void passesOnAllOtherFrames() {
    List<Frame> others =
        List.of(
            new Frame(OpCode.PING),
            new Frame(OpCode.PONG),
            new Frame(OpCode.CLOSE),
            new Frame(OpCode.BINARY),
            new Frame(OpCode.TEXT, ByteBuffer.wrap(new byte[] {(byte) 0xff})),
            text("x".repeat(WebSocketConfig.MAX_FRAME_BYTES + 1)));
    others.forEach(this::take);

    assertEquals(others, passedOn);
    assertEquals(List.of(), texts);
    assertEquals(0, session.demands);
    assertEquals(0, outcome.succeeded);
  }

  @Test
  void passesOnAllFragmentsAndInvalidFramesAmongThem() {
    Frame first = text("a").setFin(false);
    Frame wrong = text("in between");
    Frame last = new Frame(OpCode.CONTINUATION, true, "b");
    List.of(first, wrong).forEach(this::take);
    assertEquals(List.of(first, wrong), passedOn);

    take(last);
    take(text("whole"));
    assertEquals(List.of("whole"), texts);
  }

  @Test
  void passesOnFramesAfterAClose() {
    session.inputOpen = false;
    take(text("late"));

    assertEquals(1, passedOn.size());
    assertEquals(List.of(), texts);
  }

  @Test
  void reportsABugToJetty() {
    RuntimeException bug = new IllegalStateException("bug");
    new TextFrameFastPath(
            session,
            next,
            text -> {
              throw bug;
            },
            failures::add)
        .onFrame(text("a"), outcome);

    assertSame(bug, outcome.failure);
    assertEquals(0, session.demands);
    assertEquals(List.of(), failures);
  }

  @Test
  void reportsAnErrorAsFatal() {
    Error error = new OutOfMemoryError("none left");
    new TextFrameFastPath(
            session,
            next,
            text -> {
              throw error;
            },
            failures::add)
        .onFrame(text("a"), outcome);

    assertSame(error, outcome.failure);
    assertEquals(List.of(error), failures);
  }

  private void take(Frame frame) {
    wholeTexts.onFrame(frame, outcome);
  }

  private static Frame text(String text) {
    return new Frame(OpCode.TEXT, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static final class Session extends CoreSession.Empty {
    private int demands;
    private boolean inputOpen = true;

    @Override
    public void demand() {
      demands++;
    }

    @Override
    public boolean isInputOpen() {
      return inputOpen;
    }
  }

  private static final class Outcome implements Callback {
    private int succeeded;
    private Throwable failure;

    @Override
    public void succeeded() {
      succeeded++;
    }

    @Override
    public void failed(Throwable cause) {
      failure = cause;
    }
  }
}
