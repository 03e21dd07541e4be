package chat.server.socket;

import chat.server.wire.WireFrames;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Writes by Jetty's core session, which takes bytes that are encoded already; the standard API
 * encodes every text anew for every recipient and writes each by itself. Thread-safe by the core
 * session.
 *
 * <p>A run of frames goes to Jetty as one, which tells the length of the first and holds the bytes
 * of all: Jetty writes its header and then whatever it holds. So each recipient costs one entry of
 * its queue and one write, however many frames there are. That holds as long as nothing transforms
 * frames on their way; where an extension does, they go one by one.
 */
final class CoreFrameWriter implements FrameWriter {
  private final CoreSession session;
  private final boolean plain;

  /**
   * @param plain whether frames leave as they are, without an extension
   */
  CoreFrameWriter(CoreSession session, boolean plain) {
    this.session = session;
    this.plain = plain;
  }

  @Override
  public void write(WireFrames frames, Completion completion) {
    Callback callback =
        Callback.from(() -> completion.completed(true), failure -> completion.completed(false));
    if (plain) {
      session.sendFrame(new Run(frames), callback, false);
      return;
    }
    List<byte[]> payloads = frames.payloads();
    int last = payloads.size() - 1;
    for (int i = 0; i < last; i++) {
      session.sendFrame(text(payloads.get(i)), Callback.NOOP, true);
    }
    // Frames are written or failed in order, so the last one speaks for all.
    session.sendFrame(text(payloads.get(last)), callback, false);
  }

  private static Frame text(byte[] payload) {
    return new Frame(OpCode.TEXT, ByteBuffer.wrap(payload));
  }

  @Override
  public void close(int code, String reason) {
    session.close(new CloseStatus(code, reason), Callback.NOOP);
  }

  @Override
  public void abort() {
    session.abort();
  }

  /** Several frames that look like the first of them. */
  private static final class Run extends Frame {
    private final int first;

    /**
     * A frame consumes the position of its payload, so each gets a buffer around the same bytes.
     */
    Run(WireFrames frames) {
      super(OpCode.TEXT, ByteBuffer.wrap(frames.bytes()));
      this.first = frames.first();
    }

    @Override
    public int getPayloadLength() {
      return first;
    }
  }
}
