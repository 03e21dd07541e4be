package chat.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads and discards the rest of a request's body before the response is sent. After a response to
 * a half-read request Jetty closes the connection without announcing it: the client loses the
 * request that it sends next, and even the response if the bytes that it still sends cause a TCP
 * reset. The rest is read up to a length and a time; beyond them the response says {@code
 * Connection: close}. Thread-safe by its monitor: called by the request's demand, once at a time,
 * and by a timer.
 */
final class RequestBodyDrain implements Runnable {
  /** How much is read and discarded: more than the largest body of any route. */
  static final int MOST_BYTES = 1_048_576;

  /** How long is waited: a client may itself wait for the response before it ends the body. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Response response;
  private final Runnable answer;
  private final long begin = System.nanoTime();
  private long length; // so far
  private Scheduler.Task patience; // null when there was no need to wait
  private boolean isOver;

  private RequestBodyDrain(Response response, Runnable answer) {
    this.response = response;
    this.answer = answer;
  }

  /**
   * Runs {@code answer}, which may still set headers, once the request of {@code response} has been
   * read.
   */
  static void skip(Response response, Runnable answer) {
    RequestBodyDrain unread = new RequestBodyDrain(response, answer);
    if (response.getRequest().getLength() > MOST_BYTES) {
      unread.giveUp();
    } else {
      unread.run();
    }
  }

  /** Holds the monitor, so that the timer cannot answer during a read. */
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

  /** Checked besides the timer, which cannot run while a client sends without a pause. */
  private boolean isLate() {
    return System.nanoTime() - begin > PATIENCE_NANOS;
  }

  private void await(Request request) {
    if (awaitsContinue(request)) {
      giveUp();
      return;
    }
    if (patience == null) {
      Scheduler scheduler = request.getComponents().getScheduler();
      patience = scheduler.schedule(this::giveUp, PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    }
    request.demand(this);
  }

  /** Whether the client waits for 100 Continue, which a demand would send. */
  private static boolean awaitsContinue(Request request) {
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
      patience.cancel(); // it would retain the request until then
    }
    answer.run();
  }
}
