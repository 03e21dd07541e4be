package chat.server.http;

import chat.server.wire.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;

/**
 * Reads a body of bounded length without a thread that waits. Jetty's own reader fails the request
 * after it told of too much, by when that may be answered and gone. Thread-safe by its monitor:
 * called by the request's demand, once at a time, and by a timer.
 */
final class BodyReader implements Runnable {
  /** A body is small, and an idle timeout does not bound one that comes byte by byte. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /**
   * So much of what is too long is read all the same: who still sends when the connection ends may
   * never see the answer, for what arrives after the end makes the network drop it.
   */
  static final int MOST_DISCARDED_BYTES = 1_048_576;

  /** So long, for who may as well wait for the answer before ending the body. */
  private static final long LINGER_MILLIS = 2_000;

  private final Content.Source source;
  private final int maxBytes;
  private final LongSupplier nanoTime;
  private final long begun;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private long length; // so far
  private boolean isTooLong;

  private BodyReader(Content.Source source, int maxBytes, LongSupplier nanoTime) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /**
   * All of {@code source}; fails as refused when there is more than {@code maxBytes}, at the end of
   * it, when there is far more or two seconds later, and as timed out when it is not there within
   * twenty seconds of {@code nanoTime}, or a silence after.
   */
  static CompletionStage<byte[]> read(Content.Source source, int maxBytes, LongSupplier nanoTime) {
    BodyReader reader = new BodyReader(source, maxBytes, nanoTime);
    reader.run();
    return reader.whole;
  }

  /** Under the monitor: whoever answers, since it is too late, must not do so beside a read. */
  @Override
  public synchronized void run() {
    while (!whole.isDone()) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        whole.completeExceptionally(chunk.getFailure());
      } else {
        take(chunk);
      }
    }
  }

  private void take(Content.Chunk chunk) {
    ByteBuffer content = chunk.getByteBuffer();
    length += content.remaining();
    if (length <= maxBytes) {
      byte[] part = new byte[content.remaining()];
      content.get(part);
      bytes.writeBytes(part);
    } else if (!isTooLong) {
      isTooLong = true;
      bytes.reset();
      CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS).execute(this::giveUp);
    }
    boolean last = chunk.isLast();
    chunk.release();
    boolean isLate = nanoTime.getAsLong() - begun > PATIENCE_NANOS;
    if (last || isLate || length > MOST_DISCARDED_BYTES) {
      finish(last);
    }
  }

  private synchronized void giveUp() {
    whole.completeExceptionally(tooLong(maxBytes));
  }

  private void finish(boolean last) {
    if (isTooLong) {
      whole.completeExceptionally(tooLong(maxBytes));
    } else if (last) {
      whole.complete(bytes.toByteArray());
    } else {
      whole.completeExceptionally(
          new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408, "slow body"));
    }
  }

  static Refused tooLong(int maxBytes) {
    return new Refused(ErrorCode.TOO_LONG, "The body is longer than " + maxBytes + " bytes.");
  }
}
