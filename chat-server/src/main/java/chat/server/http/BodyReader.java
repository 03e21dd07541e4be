package chat.server.http;

import chat.core.bound.ByteBudget;
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
 * after it told of too much, by when that may be answered and gone. Confined to the request's
 * demand, which calls it once at a time.
 */
final class BodyReader implements Runnable {
  /** A body is small, and an idle timeout does not bound one that comes byte by byte. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** So many bytes of a body may be there in each request, whatever all others have. */
  static final int BYTES_IN_ANY_CASE = 8 * 1024;

  /** The stream's array is up to twice what it holds. */
  private static final int HEAP_PER_BYTE = 2;

  private final Content.Source source;
  private final int maxBytes;
  private final ByteBudget all;
  private long held;
  private final LongSupplier nanoTime;
  private final long begun;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  private BodyReader(Content.Source source, int maxBytes, ByteBudget all, LongSupplier nanoTime) {
    this.all = all;
    this.source = source;
    this.maxBytes = maxBytes;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /**
   * All of {@code source}; fails as refused when there is more than {@code maxBytes} or it does not
   * fit, and as timed out when it is not there within twenty seconds of {@code nanoTime}, or a
   * silence after.
   *
   * @param all what all bodies share
   */
  static CompletionStage<byte[]> read(
      Content.Source source, int maxBytes, ByteBudget all, LongSupplier nanoTime) {
    BodyReader reader = new BodyReader(source, maxBytes, all, nanoTime);
    reader.run();
    return reader.whole;
  }

  @Override
  public void run() {
    readOn();
    if (whole.isDone()) {
      all.give(held);
      held = 0;
    }
  }

  private void readOn() {
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
    boolean fits = bytes.size() + content.remaining() <= maxBytes;
    long more = (long) HEAP_PER_BYTE * content.remaining();
    boolean hasRoom = fits && all.tryTake(more, held, BYTES_IN_ANY_CASE);
    if (hasRoom) {
      held += more;
      byte[] part = new byte[content.remaining()];
      content.get(part);
      bytes.writeBytes(part);
    }
    boolean last = chunk.isLast();
    chunk.release();
    if (!fits) {
      whole.completeExceptionally(tooLong(maxBytes));
    } else if (!hasRoom) {
      whole.completeExceptionally(
          new Refused(ErrorCode.BUSY, "Too many requests are being read. Try again."));
    } else if (last) {
      whole.complete(bytes.toByteArray());
    } else if (nanoTime.getAsLong() - begun > PATIENCE_NANOS) {
      whole.completeExceptionally(
          new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408, "slow body"));
    }
  }

  static Refused tooLong(int maxBytes) {
    return new Refused(ErrorCode.TOO_LONG, "The body is longer than " + maxBytes + " bytes.");
  }
}
