package chat.server.websocket.jetty;

import chat.server.websocket.FrameWriter;
import chat.server.wire.WireFrames;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Writes frames through Jetty's own queue, each as a Jetty frame: the reference that {@link
 * DirectFrameWriter} is compared with. Thread-safe for one write at a time.
 */
final class QueuedFrameWriter implements FrameWriter {
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;

  private final CoreSession session;

  QueuedFrameWriter(CoreSession session) {
    this.session = session;
  }

  @Override
  public boolean write(WireFrames frames, Completion completion) {
    ByteBuffer bytes = frames.buffer();
    while (bytes.hasRemaining()) {
      Frame frame = new Frame(OpCode.TEXT, nextPayload(bytes));
      boolean isLast = !bytes.hasRemaining();
      session.sendFrame(frame, isLast ? completing(completion) : Callback.NOOP, !isLast);
    }
    return false;
  }

  /** Parses one frame of a server: unfragmented and unmasked (RFC 6455, 5.2). */
  private static ByteBuffer nextPayload(ByteBuffer bytes) {
    bytes.get(); // FIN and the opcode of a text
    int length = bytes.get();
    if (length == LENGTH_OF_16_BITS) {
      length = Short.toUnsignedInt(bytes.getShort());
    } else if (length == LENGTH_OF_64_BITS) {
      length = Math.toIntExact(bytes.getLong());
    }
    ByteBuffer payload = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return payload;
  }

  private static Callback completing(Completion completion) {
    return Callback.from(() -> completion.completed(true), failure -> completion.completed(false));
  }

  @Override
  public void close(int code, String reason) {
    session.close(new AnsweredClose(code, reason), Callback.NOOP);
  }

  @Override
  public void abort() {
    session.abort();
  }
}
