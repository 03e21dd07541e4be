package chat.server.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * A connection's end that knows what a WebSocket of ours does with what it reads: it decodes and
 * queues, and never waits. So the selector's thread does it at once, where Jetty would wake another
 * thread for every message, which costs more than the message. Thread-safe as any end point is.
 */
final class SocketEndPoint extends SocketChannelEndPoint {
  private Prompt prompt = new Prompt(Callback.NOOP);

  /** How often there was something to read; only read by whoever reads. */
  private int visits;

  SocketEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  int visits() {
    return visits;
  }

  @Override
  public void fillInterested(Callback callback) {
    if (!(getConnection() instanceof WebSocketConnection)) {
      super.fillInterested(callback);
      return;
    }
    if (prompt.callback != callback) {
      prompt = new Prompt(callback);
    }
    super.fillInterested(prompt);
  }

  /** One buffer, which is the rule, needs no gathering. */
  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    if (buffers.length != 1) {
      return super.flush(buffers);
    }
    ByteBuffer buffer = buffers[0];
    int flushed;
    try {
      flushed = getChannel().write(buffer);
    } catch (IOException e) {
      throw new EofException(e);
    }
    if (flushed > 0) {
      notIdle();
    }
    return !buffer.hasRemaining();
  }

  /** Goes on reading, on the thread that found out that it can. */
  private final class Prompt implements Callback {
    private final Callback callback;

    Prompt(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void succeeded() {
      visits++;
      callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      callback.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
