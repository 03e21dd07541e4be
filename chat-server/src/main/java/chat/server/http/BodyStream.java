package chat.server.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Passes a body of any length to a sink part by part, as it arrives. The next part is read only
 * when the sink has processed the previous one, so that a body occupies no more than the input
 * buffer of its connection (8 KiB), and TCP flow control slows down a client that sends faster than
 * the sink. Does not block.
 *
 * <p>A client may keep the server waiting for {@link #PATIENCE_NANOS}, and regains one second of
 * that for every {@value #BYTES_PER_SECOND} bytes; the time of the sink is not counted. Only one of
 * the steps reading, taking and waiting is active at a time; only the end of a wait is contended,
 * between the request's demand and a timer.
 */
public final class BodyStream {
  /** The same as the time limit of a collected body. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(BodyReader.PATIENCE_SECONDS);

  /**
   * The minimum average rate of a client: below that of the slowest mobile networks. A collected
   * body of the maximum length, within 20 seconds, needs three times as much.
   */
  static final int BYTES_PER_SECOND = 1_024;

  private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;

  /** Takes the parts of a body in order, one at a time. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a part, which is not empty. Must not block. Called on the thread that read the part, or
     * that completed the part before.
     *
     * @param part read-only; valid until the result completes
     * @return completes when the part is taken; a failure or a thrown exception ends the body
     */
    CompletionStage<?> take(ByteBuffer part);
  }

  private final Content.Source source;
  private final long maxBytes;
  private final Sink sink;
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final CompletableFuture<Long> end = new CompletableFuture<>();
  private long length; // so far, in bytes
  private long patience = PATIENCE_NANOS; // left

  private BodyStream(
      Content.Source source, long maxBytes, Sink sink, Scheduler scheduler, LongSupplier nanoTime) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.sink = sink;
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
  }

  /**
   * Passes all of {@code source} to {@code sink}.
   *
   * @param scheduler runs the timer
   * @param nanoTime as {@link System#nanoTime}
   * @return the length in bytes when the sink has taken all; fails as {@code too_long} when there
   *     is more than {@code maxBytes}, as timed out (408) when the client is too slow, and with the
   *     failure of the source or the sink
   */
  static CompletionStage<Long> read(
      Content.Source source, long maxBytes, Sink sink, Scheduler scheduler, LongSupplier nanoTime) {
    BodyStream stream = new BodyStream(source, maxBytes, sink, scheduler, nanoTime);
    stream.readOn();
    return stream.end;
  }

  private void readOn() {
    boolean goesOn = true;
    while (goesOn) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        await();
        goesOn = false;
      } else if (Content.Chunk.isFailure(chunk)) {
        end.completeExceptionally(chunk.getFailure());
        goesOn = false;
      } else {
        goesOn = take(chunk);
      }
    }
  }

  /** Passes a chunk on; returns whether the next one can be read immediately. */
  private boolean take(Content.Chunk chunk) {
    int bytes = chunk.remaining();
    length += bytes;
    patience = Math.min(PATIENCE_NANOS, patience + bytes * NANOS_PER_BYTE);
    if (length > maxBytes) {
      chunk.release();
      end.completeExceptionally(BodyReader.tooLong(maxBytes));
      return false;
    }
    CompletableFuture<?> taken = bytes == 0 ? CompletableFuture.completedFuture(null) : hand(chunk);
    if (taken.isDone()) {
      return isTaken(chunk, taken);
    }
    CompletionStage<?> step = taken;
    step.whenComplete(
        (ok, failure) -> {
          if (isTaken(chunk, taken)) {
            readOn();
          }
        });
    return false;
  }

  private CompletableFuture<?> hand(Content.Chunk chunk) {
    try {
      return sink.take(chunk.getByteBuffer().asReadOnlyBuffer()).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Releases a chunk that the sink has processed; returns whether there is more to read. */
  private boolean isTaken(Content.Chunk chunk, CompletableFuture<?> taken) {
    chunk.release();
    if (taken.isCompletedExceptionally()) {
      CompletionStage<?> failed = taken;
      failed.whenComplete((ok, failure) -> end.completeExceptionally(failure));
      return false;
    }
    if (chunk.isLast()) {
      end.complete(length);
      return false;
    }
    return true;
  }

  private void await() {
    if (patience <= 0) {
      end.completeExceptionally(BodyReader.late());
      return;
    }
    long begun = nanoTime.getAsLong();
    AtomicBoolean over = new AtomicBoolean();
    Scheduler.Task timer =
        scheduler.schedule(
            () -> {
              if (over.compareAndSet(false, true)) {
                end.completeExceptionally(BodyReader.late());
              }
            },
            patience,
            TimeUnit.NANOSECONDS);
    source.demand(
        () -> {
          if (over.compareAndSet(false, true)) {
            timer.cancel(); // it would retain the request
            patience -= nanoTime.getAsLong() - begun;
            readOn();
          }
        });
  }
}
