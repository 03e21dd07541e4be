package chat.server.websocket.jetty;

import chat.server.websocket.OutboundQueue;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.OutgoingFrames;

/**
 * Serializes the control frames of Jetty (pings, pongs, closes) with the writes of the outbound
 * queue to the same socket. Thread-safe by the queue.
 */
final class ControlFrameSequencer implements OutgoingFrames {
  private final OutboundQueue queue;
  private final OutgoingFrames next;

  /**
   * @param next writes the frames
   */
  ControlFrameSequencer(OutboundQueue queue, OutgoingFrames next) {
    this.queue = queue;
    this.next = next;
  }

  @Override
  public void sendFrame(OutgoingEntry entry) {
    queue.takeTurn(done -> send(entry, done));
  }

  private void send(OutgoingEntry entry, Runnable done) {
    if (entry.getFrame().getOpCode() == OpCode.CLOSE) {
      queue.mute(); // RFC 6455, 5.5.1: nothing follows a close
    }
    Callback original = entry.getCallback();
    Callback callback =
        new Callback() {
          @Override
          public void succeeded() {
            original.succeeded();
            done.run();
          }

          @Override
          public void failed(Throwable failure) {
            original.failed(failure);
            done.run();
          }
        };
    next.sendFrame(new OutgoingEntry.Builder(entry).callback(callback).build());
  }
}
