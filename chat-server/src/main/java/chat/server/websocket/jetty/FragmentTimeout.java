package chat.server.websocket.jetty;

import chat.server.limit.FairShare;
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
final class FragmentTimeout implements IncomingFrames {
  private final IncomingFrames next;

  /** A byte becomes a character, of which each takes two when one is not of Latin-1. */
  private static final int HEAP_PER_BYTE = 2;

  private final LongSupplier nanoTime;
  private final FairShare.Holding held;
  private boolean underWay; // guarded by this, as what follows
  private long since;

  /**
   * @param next takes every frame as it is
   * @param held what the connection has of the share of all unfinished messages
   */
  FragmentTimeout(IncomingFrames next, LongSupplier nanoTime, FairShare.Holding held) {
    this.next = next;
    this.nanoTime = nanoTime;
    this.held = held;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    if (frame.isDataFrame()) {
      note(!frame.isFin());
      if (frame.isFin()) {
        held.release();
      } else {
        // When it does not fit, the connection of the oldest such message is cut; maybe this one.
        boolean unused = held.take((long) HEAP_PER_BYTE * frame.getPayloadLength());
      }
    }
    next.onFrame(frame, callback);
  }

  /** Gives back what is counted: the connection is gone. */
  void end() {
    held.close();
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
