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
 * Hands a body of any length to a sink part by part, as it comes. The next part is read only when
 * the sink has taken the one before, so that a body occupies no more than the input buffer of its
 * connection (8 KiB), and TCP holds a client back that sends faster than the sink takes. No thread
 * waits.
 *
 * <p>A client may keep the server waiting for {@link #PATIENCE_NANOS}, and regains one second of
 * that for every {@value #BYTES_PER_SECOND} bytes; the time of the sink is not counted. Of the
 * steps reading, taking and waiting one is under way at a time; only the end of a wait is
 * contended, between the request's demand and a timer.
 */
final class BodyStream {
  /** As long as other bodies may take altogether. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(BodyReader.PATIENCE_SECONDS);

  /**
   * The least rate, in the long run, at which a client has to send: below what the slowest mobile
   * networks carry. At 20 seconds of patience other bodies of their greatest length need three
   * times as much.
   */
  static final int BYTES_PER_SECOND = 1_024;

  private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;

  /** Takes the parts of a body in order, one at a time. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes a part, which is not empty. Must not block. Called on the thread that read the part, or
     * that completed the part before.
     *
     * @param part read-only; valid until the result completes
     * @return completes when the part is taken; a failure, as an exception thrown, ends the body
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
   * Hands all of {@code source} to {@code sink}.
   *
   * @param scheduler runs the timer
   * @param nanoTime as {@link System#nanoTime}
   * @return the length in bytes when the sink has taken all; fails as refused when there is more
   *     than {@code maxBytes}, as timed out when the client is too slow, and as the source or the
   *     sink fails
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

  /** Whether the next chunk is to be read at once. */
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

  /** Releases a chunk that the sink is done with; whether there is more to read. */
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
            timer.cancel(); // or it would keep the request
            patience -= nanoTime.getAsLong() - begun;
            readOn();
          }
        });
  }
}
