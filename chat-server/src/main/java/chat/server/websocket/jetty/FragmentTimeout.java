package chat.server.websocket.jetty;

import chat.server.limit.FairShare;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;

/**
 * Measures how long a fragmented message has been incomplete. Jetty limits the size of a message
 * but not its duration: every byte of it counts as activity. Jetty calls it for one frame after the
 * other; the age may be read on any thread.
 */
final class FragmentTimeout implements IncomingFrames {
  private final IncomingFrames next;

  /** A byte becomes a character, which takes two bytes when the text is not Latin-1. */
  private static final int HEAP_PER_BYTE = 2;

  private final LongSupplier nanoTime;
  private final FairShare.Holding held;
  private boolean underWay; // guarded by this, as the next
  private long since;

  /**
   * @param next receives every frame unchanged
   * @param held the connection's part of the memory for unfinished messages
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
        // If it does not fit, the connection with the oldest such message is aborted: maybe this.
        boolean unused = held.take((long) HEAP_PER_BYTE * frame.getPayloadLength());
      }
    }
    next.onFrame(frame, callback);
  }

  /** Releases the memory: the connection is closed. */
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

  /** Whether a message began more than {@code age} ago and has not ended. */
  synchronized boolean isOlderThan(Duration age) {
    return underWay && nanoTime.getAsLong() - since > age.toNanos();
  }
}
