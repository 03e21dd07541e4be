package chat.server.websocket.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * A connection's end that knows what a WebSocket of ours does with what it reads: it decodes and
 * queues, and never waits; nor does what follows a write. So the selector's thread does it at once,
 * where Jetty would wake another thread for every message, which costs more than the message. What
 * that thread reads in one visit is bounded, of requests too. Thread-safe as any end point is.
 */
final class SocketEndPoint extends SocketChannelEndPoint {
  /** So many reads in one visit, so that a peer that sends without end does not keep the others. */
  private static final int MOST_READS = 4;

  /** Of requests a buffer holds a hundred, and each costs more than a frame. */
  private static final int MOST_READS_OF_REQUESTS = 1;

  private final WorkingSelector loop;
  private final Visit visit = new Visit();

  // Of the visit, for whoever reads. Whoever does so outside of one, which is rare, may find less
  // than there is, and is told again.
  private boolean isVisited;
  private int readsLeft;
  private boolean isDrained;

  SocketEndPoint(
      SocketChannel channel, WorkingSelector loop, SelectionKey key, Scheduler scheduler) {
    super(channel, loop, key, scheduler);
    this.loop = loop;
  }

  /** Called by the selector's thread alone, which runs what is returned before it comes again. */
  @Override
  public Runnable onSelected() {
    Runnable task = super.onSelected();
    if (task == null) {
      return null;
    }
    visit.isOfMessages = getConnection() instanceof WebSocketConnection;
    if (!visit.isOfMessages
        && Invocable.getInvocationType(task) != Invocable.InvocationType.NON_BLOCKING) {
      return task; // which another thread may run
    }
    visit.task = task;
    return visit;
  }

  /**
   * Finds nothing more when a read has not filled its buffer, which saves another one that would
   * find nothing, and when others should be read; it is told again if there is something.
   */
  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (!isVisited) {
      return super.fill(buffer);
    }
    if (isDrained || readsLeft == 0) {
      return 0;
    }
    readsLeft--;
    int filled = super.fill(buffer);
    isDrained = filled > 0 && BufferUtil.space(buffer) > 0;
    return filled;
  }

  /**
   * Writes as much of {@code buffer} as the network takes at once, past what Jetty does to wait for
   * the rest. To be called only while no other write is under way.
   *
   * @return whether nothing is left; otherwise, also after a failure, {@link #write} goes on
   */
  boolean writeNow(ByteBuffer buffer) {
    try {
      getChannel().write(buffer);
      return !buffer.hasRemaining();
    } catch (IOException | RuntimeException | Error failure) {
      return false; // the next write finds it too, and tells whoever waits for it
    }
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

  /** Goes on reading and writing, on the thread that found out that it can. */
  private final class Visit implements Invocable.Task {
    private Runnable task;
    private boolean isOfMessages;

    @Override
    public void run() {
      readsLeft = isOfMessages ? MOST_READS : MOST_READS_OF_REQUESTS;
      isDrained = false;
      isVisited = true;
      try {
        if (isOfMessages) {
          loop.during(task);
        } else {
          task.run();
        }
      } finally {
        isVisited = false;
      }
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
