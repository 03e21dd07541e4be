package chat.server.websocket.jetty;

import chat.server.websocket.WebSocketConfig;
import chat.server.wire.json.Utf8;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Passes a text that arrives in one frame, as nearly all do, directly to the endpoint. In Jetty
 * each connection has its own method handles, which the JVM compiles again for each of them; with
 * many senders that was a seventh of the cost of a message. All other and all invalid frames go
 * through Jetty. Jetty calls it for one frame after the other.
 */
final class TextFrameFastPath implements IncomingFrames {
  private final CoreSession session;
  private final FragmentTimeout next;
  private final Consumer<String> texts;
  private final Consumer<Throwable> failures;

  /**
   * @param next receives every other frame
   * @param texts receives each text, and has processed it when it returns
   * @param failures receives errors, which affect more than the connection; thread-safe
   */
  TextFrameFastPath(
      CoreSession session,
      FragmentTimeout next,
      Consumer<String> texts,
      Consumer<Throwable> failures) {
    this.session = session;
    this.next = next;
    this.texts = texts;
    this.failures = failures;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    Optional<String> text = textOf(frame);
    if (text.isEmpty()) {
      next.onFrame(frame, callback);
      return;
    }
    try {
      texts.accept(text.get());
      callback.succeeded();
      session.demand();
    } catch (RuntimeException bug) {
      callback.failed(bug);
    } catch (Error error) {
      failures.accept(error);
      callback.failed(error);
    }
  }

  private Optional<String> textOf(Frame frame) {
    boolean isWhole =
        frame.getOpCode() == OpCode.TEXT
            && frame.isFin()
            && frame.getPayloadLength() <= WebSocketConfig.MAX_FRAME_BYTES
            && !next.isUnderWay()
            && session.isInputOpen();
    return isWhole ? Utf8.decode(frame.getPayload()) : Optional.empty();
  }
}
