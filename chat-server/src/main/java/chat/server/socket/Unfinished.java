package chat.server.socket;

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
  private final LongSupplier nanoTime;
  private boolean underWay;
  private long since;

  /**
   * @param next takes every frame as it is
   */
  Unfinished(IncomingFrames next, LongSupplier nanoTime) {
    this.next = next;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    if (frame.isDataFrame()) {
      note(!frame.isFin());
    }
    next.onFrame(frame, callback);
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
