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
 * An end point that runs the reads of WebSockets on the selector's thread. They decode and queue
 * but never block, nor do the callbacks of writes; Jetty would wake another thread for every
 * message, which costs more than the message. What that thread reads in one visit is limited, also
 * for HTTP requests. Thread-safe as any end point is.
 */
final class SocketEndPoint extends SocketChannelEndPoint {
  /** The maximum number of reads per visit, so that a flooding peer does not delay the others. */
  private static final int MOST_READS = 4;

  /** One buffer holds up to a hundred HTTP requests, each of which costs more than a frame. */
  private static final int MOST_READS_OF_REQUESTS = 1;

  private final WorkingSelector loop;
  private final Visit visit = new Visit();

  // The state of the visit, for the thread that reads. A read outside of a visit, which is rare,
  // may
  // find less than has arrived, and is notified again.
  private boolean isVisited;
  private int readsLeft;
  private boolean isDrained;

  SocketEndPoint(
      SocketChannel channel, WorkingSelector loop, SelectionKey key, Scheduler scheduler) {
    super(channel, loop, key, scheduler);
    this.loop = loop;
  }

  /** Called by the selector's thread alone, which runs the returned task before the next call. */
  @Override
  public Runnable onSelected() {
    Runnable task = super.onSelected();
    if (task == null) {
      return null;
    }
    visit.isOfMessages = getConnection() instanceof WebSocketConnection;
    if (!visit.isOfMessages
        && Invocable.getInvocationType(task) != Invocable.InvocationType.NON_BLOCKING) {
      return task; // may run on another thread
    }
    visit.task = task;
    return visit;
  }

  /**
   * Returns 0 after a read that has not filled its buffer, which saves a system call that would
   * find nothing, and when the visit has used up its reads. The selector notifies it again if there
   * is more.
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
   * Writes as much of {@code buffer} as the network accepts immediately, without Jetty's handling
   * of incomplete writes. To be called only while no other write is in progress.
   *
   * @return whether all is written; otherwise, also after a failure, {@link #write} has to continue
   */
  boolean writeNow(ByteBuffer buffer) {
    try {
      getChannel().write(buffer);
      return !buffer.hasRemaining();
    } catch (IOException | RuntimeException | Error failure) {
      return false; // the next write fails, too, and reports it to its callback
    }
  }

  /** A single buffer, the usual case, is written without a gathering write. */
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

  /** Continues reads and writes on the selector's thread. */
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
