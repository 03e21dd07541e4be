package chat.server.websocket.jetty;

import chat.server.websocket.FrameWriter;
import chat.server.wire.WireFrames;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;

/**
 * Writes encoded frames directly to Jetty's end point. Jetty's queue of frames creates objects,
 * takes locks and gathers buffers for every frame of every recipient, which with a thousand
 * recipients is most of the cost of a message. Jetty's own control frames do go through its queue;
 * {@link ControlFrameSequencer} ensures that the two never write at the same time. Thread-safe for
 * one write at a time, as its outbound queue guarantees.
 */
final class DirectFrameWriter implements FrameWriter {
  private final CoreSession session;
  private final EndPoint endPoint;
  private final Consumer<Throwable> failures;
  private final Written written = new Written();
  private volatile ByteBuffer underWay; // null when there is no write

  /**
   * @param failures receives the cause of a failed write
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

  /** The callback of the write in progress, reused for all writes to avoid allocation. */
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
