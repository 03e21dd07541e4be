package chat.server.websocket.jetty;

import chat.server.websocket.OutboundQueue;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.OutgoingFrames;

/**
 * Lets the frames that Jetty makes, pings, pongs and closes, on the wire that the outbox writes to
 * as well: each when it is its turn. Thread-safe by the outbox.
 */
final class ControlFrameSequencer implements OutgoingFrames {
  private final OutboundQueue queue;
  private final OutgoingFrames next;

  /**
   * @param next writes them
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
    Callback asked = entry.getCallback();
    Callback callback =
        new Callback() {
          @Override
          public void succeeded() {
            asked.succeeded();
            done.run();
          }

          @Override
          public void failed(Throwable failure) {
            asked.failed(failure);
            done.run();
          }
        };
    next.sendFrame(new OutgoingEntry.Builder(entry).callback(callback).build());
  }
}
