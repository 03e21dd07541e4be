package chat.server.socket;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Writes by Jetty's core session, which takes bytes that are encoded already and gathers frames
 * into one write; the standard API encodes every text anew for every recipient and writes each by
 * itself. Thread-safe by the core session.
 */
final class CoreFrameWriter implements FrameWriter {
  private final CoreSession session;

  CoreFrameWriter(CoreSession session) {
    this.session = session;
  }

  @Override
  public void write(List<byte[]> payloads, Completion completion) {
    int last = payloads.size() - 1;
    for (int i = 0; i < last; i++) {
      session.sendFrame(text(payloads.get(i)), Callback.NOOP, true);
    }
    // Frames are written or failed in order, so the last one speaks for all.
    session.sendFrame(
        text(payloads.get(last)),
        Callback.from(() -> completion.completed(true), failure -> completion.completed(false)),
        false);
  }

  /** A frame consumes the position of its payload, so each gets a buffer around the same bytes. */
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
}
