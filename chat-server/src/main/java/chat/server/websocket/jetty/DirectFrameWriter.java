package chat.server.websocket.jetty;

import chat.server.websocket.FrameWriter;
import chat.server.wire.WireFrames;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;

/**
 * Writes ready frames to Jetty's end point, past its queue of frames: that makes objects, takes
 * locks and gathers buffers for every frame of every recipient, which with a thousand recipients is
 * most of what a message costs. Frames that Jetty makes itself do go through its queue; {@link
 * ControlFrameSequencer} sees to it that the two never write at once. Thread-safe for one write at
 * a time, which is all that its outbox asks for.
 */
final class DirectFrameWriter implements FrameWriter {
  private final CoreSession session;
  private final EndPoint endPoint;
  private final Consumer<Throwable> failures;
  private final Written written = new Written();
  private volatile ByteBuffer underWay; // null when there is no write

  /**
   * @param failures takes why a write failed
   */
  DirectFrameWriter(CoreSession session, EndPoint endPoint, Consumer<Throwable> failures) {
    this.session = session;
    this.endPoint = endPoint;
    this.failures = failures;
  }

  @Override
  public boolean write(WireFrames frames, Completion completion) {
    ByteBuffer buffer = frames.buffer();
    if (endPoint instanceof SocketEndPoint socket && socket.writeNow(buffer)) {
      return true;
    }
    written.completion = completion;
    underWay = buffer;
    endPoint.write(written, buffer);
    return false;
  }

  @Override
  public long unwritten() {
    ByteBuffer buffer = underWay;
    return buffer == null ? 0 : buffer.remaining();
  }

  @Override
  public void close(int code, String reason) {
    session.close(new AnsweredClose(code, reason), Callback.NOOP);
  }

  @Override
  public void abort() {
    session.abort();
  }

  /** What comes of the one write that is under way: one for all of them, to make no garbage. */
  private final class Written implements Callback {
    private Completion completion; // handed from thread to thread by the end point

    @Override
    public void succeeded() {
      underWay = null;
      completion.completed(true);
    }

    @Override
    public void failed(Throwable failure) {
      underWay = null;
      completion.completed(false);
      failures.accept(failure);
    }
  }
}
