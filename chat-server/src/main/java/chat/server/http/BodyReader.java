package chat.server.http;

import chat.server.limit.AddressBlock;
import chat.server.limit.FairShare;
import chat.server.wire.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads a body of bounded length without blocking. Jetty's own reader fails the request after it
 * has reported a body that is too long, when the request may already have been answered.
 * Thread-safe by its monitor: called by the request's demand, once at a time, and by a timer.
 */
final class BodyReader implements Runnable {
  /**
   * The time limit of a whole body. Bodies are small, and an idle time-out does not bound one that
   * arrives byte by byte. A timer does, also while bytes arrive that are not content: an endless
   * chunk extension or trailer.
   */
  static final long PATIENCE_SECONDS = 20;

  /** The bytes of bodies that each address may occupy, however much all others occupy. */
  static final int BYTES_IN_ANY_CASE = 8 * 1024;

  /** The array of the stream is up to twice as large as its content. */
  private static final int HEAP_PER_BYTE = 2;

  private final Content.Source source;
  private final int maxBytes;
  private final FairShare.Holding held;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // guarded by this

  private BodyReader(
      Content.Source source,
      int maxBytes,
      FairShare all,
      AddressBlock address,
      Scheduler scheduler) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.held =
        all.holding(
            address,
            // Asynchronously: the thread that takes the space back may be reading another body.
            () -> scheduler.schedule(() -> giveUp(busy()), 0, TimeUnit.MILLISECONDS));
  }

  /**
   * Reads all of {@code source}. Fails as {@code too_long} when it is longer than {@code maxBytes},
   * as {@code busy} when its memory is taken back for other addresses, and as timed out (408) when
   * it is not complete within {@link #PATIENCE_SECONDS}.
   *
   * @param all the memory that all bodies share
   * @param address the client's address
   * @param scheduler runs the timer
   */
  static CompletionStage<byte[]> read(
      Content.Source source,
      int maxBytes,
      FairShare all,
      AddressBlock address,
      Scheduler scheduler) {
    BodyReader reader = new BodyReader(source, maxBytes, all, address, scheduler);
    CompletionStage<byte[]> whole = reader.whole;
    reader.run();
    if (!reader.whole.isDone()) {
      Scheduler.Task timer =
          scheduler.schedule(() -> reader.giveUp(late()), PATIENCE_SECONDS, TimeUnit.SECONDS);
      whole.whenComplete((body, failure) -> timer.cancel()); // it would retain the request
    }
    return whole;
  }

  @Override
  public synchronized void run() {
    readOn();
    release();
  }

  private synchronized void giveUp(Throwable why) {
    whole.completeExceptionally(why);
    release();
  }

  private void release() {
    if (whole.isDone()) {
      held.close();
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
    boolean hasRoom = fits && held.take(more);
    if (hasRoom) {
      byte[] part = new byte[content.remaining()];
      content.get(part);
      bytes.writeBytes(part);
    }
    boolean last = chunk.isLast();
    chunk.release();
    if (!fits) {
      whole.completeExceptionally(tooLong(maxBytes));
    } else if (!hasRoom) {
      whole.completeExceptionally(busy());
    } else if (last) {
      whole.complete(bytes.toByteArray());
    }
  }

  private static ApiException busy() {
    return new ApiException(ErrorCode.BUSY, "The server is busy. Try again later.");
  }

  static HttpException.RuntimeException late() {
    return new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408, "slow body");
  }

  static ApiException tooLong(long maxBytes) {
    return new ApiException(ErrorCode.TOO_LONG, "The body is longer than " + maxBytes + " bytes.");
  }
}
