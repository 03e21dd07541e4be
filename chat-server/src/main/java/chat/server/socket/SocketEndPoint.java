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
  /** So many reads in one visit, so that a peer that sends without end does not keep the others. */
  private static final int MOST_READS = 4;

  private Prompt prompt = new Prompt(Callback.NOOP);

  /** In this visit; only used by whoever reads. */
  private int reads;

  SocketEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
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

  /** Finds nothing more when others should be read, and is told again that there is something. */
  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (prompt.callback != Callback.NOOP && ++reads > MOST_READS) {
      return 0;
    }
    return super.fill(buffer);
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
      reads = 0;
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
