package chat.server.socket;

import chat.core.bound.ByteBudget;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;

/**
 * Notes since when a message has been on its way. One that comes in fragments, or byte by byte, is
 * bounded in size by Jetty and in time by nobody: every byte of it is a sign of life. Jetty calls
 * it for one frame after the other; whoever asks may be on another thread.
 */
final class Unfinished implements IncomingFrames {
  private final IncomingFrames next;

  /** So many bytes of a message may be there in each connection, whatever all others have. */
  static final int BYTES_IN_ANY_CASE = 8 * 1024;

  /** A byte becomes a character, of which each takes two when one is not of Latin-1. */
  private static final int HEAP_PER_BYTE = 2;

  private final LongSupplier nanoTime;
  private final ByteBudget all;
  private final Runnable tooMuch;
  private long held; // guarded by this, as what follows
  private boolean ended;
  private boolean underWay;
  private long since;

  /**
   * @param next takes every frame as it is
   * @param all what all connections share
   * @param tooMuch called when a message does not fit into that: closes the connection
   */
  Unfinished(IncomingFrames next, LongSupplier nanoTime, ByteBudget all, Runnable tooMuch) {
    this.all = all;
    this.tooMuch = tooMuch;
    this.next = next;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    if (frame.isDataFrame()) {
      note(!frame.isFin());
      if (frame.isFin()) {
        release();
      } else if (!hold((long) HEAP_PER_BYTE * frame.getPayloadLength())) {
        tooMuch.run();
      }
    }
    next.onFrame(frame, callback);
  }

  private synchronized void release() {
    if (held > 0) {
      all.give(held);
      held = 0;
    }
  }

  /** Counts so many bytes more; false when they do not fit. */
  private synchronized boolean hold(long more) {
    boolean fits = !ended && all.tryTake(more, held, BYTES_IN_ANY_CASE);
    held += fits ? more : 0;
    return fits;
  }

  /** Gives back what is counted: the connection is gone. */
  synchronized void end() {
    ended = true;
    release();
  }

  private synchronized void note(boolean goesOn) {
    if (goesOn && !underWay) {
      since = nanoTime.getAsLong();
    }
    underWay = goesOn;
  }

  /** Whether a message has begun and not ended. */
  synchronized boolean isUnderWay() {
    return underWay;
  }

  /** Whether a message began more than {@code patience} ago and has not ended. */
  synchronized boolean isFor(Duration patience) {
    return underWay && nanoTime.getAsLong() - since > patience.toNanos();
  }
}
