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
 * Takes a text that comes in one frame, which nearly all do, straight to the endpoint. On Jetty's
 * way each connection has method handles of its own, which the JVM compiles for each of them anew;
 * with many senders that was a seventh of all that a message cost. Everything else, and whatever is
 * wrong, goes that way as before. Jetty calls it for one frame after the other.
 */
final class TextFrameFastPath implements IncomingFrames {
  private final CoreSession session;
  private final FragmentTimeout next;
  private final Consumer<String> texts;
  private final Consumer<Throwable> failures;

  /**
   * @param next takes every other frame
   * @param texts takes each text, and is done with it when it returns
   * @param failures takes errors, which end more than the connection; thread-safe
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
