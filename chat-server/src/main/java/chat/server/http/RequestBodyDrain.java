package chat.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads what is left of a request's body before the request is answered. Jetty ends the connection
 * of an answer that comes earlier, without a word in the answer: the client loses the request that
 * it sends next, and even the answer when what it still sends makes the network drop the
 * connection. What is left is read in bounds; beyond them the answer says that the connection ends.
 * Thread-safe by its monitor: called by the request's demand, once at a time, and by a timer.
 */
final class RequestBodyDrain implements Runnable {
  /** So much is read and dropped: more than any body that is asked for. */
  static final int MOST_BYTES = 1_048_576;

  /** So long, for who may as well wait for the answer before it ends the body. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Response response;
  private final Runnable answer;
  private final long begin = System.nanoTime();
  private long length; // so far
  private Scheduler.Task patience; // null when nothing was waited for
  private boolean isOver;

  private RequestBodyDrain(Response response, Runnable answer) {
    this.response = response;
    this.answer = answer;
  }

  /**
   * Runs {@code answer}, which may still set headers, once the request of {@code response} ends.
   */
  static void skip(Response response, Runnable answer) {
    RequestBodyDrain unread = new RequestBodyDrain(response, answer);
    if (response.getRequest().getLength() > MOST_BYTES) {
      unread.giveUp();
    } else {
      unread.run();
    }
  }

  /** Under the monitor: who gives up must not answer beside a read. */
  @Override
  public synchronized void run() {
    while (!isOver) {
      Request request = response.getRequest();
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        await(request);
        return;
      }
      length += chunk.remaining();
      chunk.release();
      if (Content.Chunk.isFailure(chunk) || length > MOST_BYTES || isLate()) {
        giveUp();
      } else if (chunk.isLast()) {
        answer();
      }
    }
  }

  /** Before the timer can say so: whoever sends without a pause is read without one. */
  private boolean isLate() {
    return System.nanoTime() - begin > PATIENCE_NANOS;
  }

  private void await(Request request) {
    if (isUnasked(request)) {
      giveUp();
      return;
    }
    if (patience == null) {
      Scheduler scheduler = request.getComponents().getScheduler();
      patience = scheduler.schedule(this::giveUp, PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    }
    request.demand(this);
  }

  /** Whether the client waits to be asked for the body, which a demand would do. */
  private static boolean isUnasked(Request request) {
    return request.getHeaders().contains(HttpHeader.EXPECT, "100-continue")
        && Request.getContentBytesRead(request) == 0;
  }

  private synchronized void giveUp() {
    if (!isOver) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      answer();
    }
  }

  private void answer() {
    isOver = true;
    if (patience != null) {
      patience.cancel(); // or it would keep the request until then
    }
    answer.run();
  }
}
