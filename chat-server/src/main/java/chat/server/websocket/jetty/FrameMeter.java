package chat.server.websocket.jetty;

import chat.core.port.Timers;
import chat.server.limit.FrameDebt;
import java.time.Duration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.util.DemandChain;

/**
 * Limits the rate of inbound frames, control frames and empty fragments included, before they are
 * processed. Each frame adds to a debt that falls with time. Once the debt exceeds a whole burst,
 * the connection is not read until it is paid off, so that TCP flow control slows the peer down; a
 * connection that keeps exceeding its rate is closed and not read again. It is the first handler of
 * incoming frames and the last one of demand.
 *
 * <p>Jetty calls it for one frame after the other; the demand may come from another thread, but
 * never before the frame was charged. Thread-safe by its monitor.
 */
final class FrameMeter implements IncomingFrames, DemandChain {
  /**
   * How long a connection may exceed its rate. At the default rate that is five pauses in a row, of
   * six seconds each, which no well-behaved client causes.
   */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * A connection that was held is held again after this fraction of a burst, until it has kept to
   * its rate for as long as a burst takes: otherwise many flooding connections would each have a
   * whole burst read at the same moment, every few seconds.
   */
  private static final int PARTS_OF_BURST = 16;

  /**
   * Jetty passes on the part of a long frame that has arrived as if it were a fragment. Such a part
   * is rarely smaller than this, and a real fragment of this size pays for its bytes.
   */
  static final int SMALL_BYTES = 128;

  private final IncomingFrames next;
  private final DemandChain network;
  private final FrameDebt debt;
  private final Timers timers;
  private final Runnable giveUp;

  // guarded by this
  private boolean isHeld;
  private boolean isGivenUp;
  private long heldSince;
  private Timers.Timer timer;

  /** In the time of the debt; 0 before it was first held. */
  private volatile long floodsUntil;

  /**
   * @param next receives every frame unchanged
   * @param network receives the demand for more frames
   * @param giveUp called at most once, when the rate was exceeded for too long
   */
  FrameMeter(
      IncomingFrames next, DemandChain network, FrameDebt debt, Timers timers, Runnable giveUp) {
    this.next = next;
    this.network = network;
    this.debt = debt;
    this.timers = timers;
    this.giveUp = giveUp;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    int bytes = frame.getPayloadLength();
    if (frame.getOpCode() == OpCode.CONTINUATION && bytes >= SMALL_BYTES) {
      debt.chargeMore(bytes);
    } else {
      debt.charge(bytes);
    }
    next.onFrame(frame, callback);
  }

  /** Demands the next frame from the network, now or when the debt has been paid off. */
  @Override
  public void demand() {
    if (debt.isPartOfBurst(isFlooding() ? PARTS_OF_BURST : 1)) {
      hold();
    } else {
      network.demand();
    }
  }

  /** Whether it was held recently. */
  private boolean isFlooding() {
    long until = floodsUntil;
    return until > 0 && debt.now() <= until;
  }

  /** Whether the connection is not read at the moment. */
  synchronized boolean isHeld() {
    return isHeld;
  }

  /** Demands nothing more: the connection is closed. */
  synchronized void end() {
    isGivenUp = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private synchronized void hold() {
    long now = debt.now();
    if (!isFlooding()) {
      heldSince = now;
    }
    isHeld = true;
    waitUntilPaid(now);
  }

  private void waitUntilPaid(long now) {
    long patience = PATIENCE.toNanos() - (now - heldSince);
    long wait = Math.max(0, Math.min(debt.owed(), patience));
    timer = timers.after(Duration.ofNanos(wait), this::proceed);
  }

  private void proceed() {
    boolean ends;
    synchronized (this) {
      if (isGivenUp) {
        return;
      }
      long now = debt.now();
      ends = now - heldSince >= PATIENCE.toNanos();
      if (!ends && debt.owed() > 0) {
        waitUntilPaid(now);
        return;
      }
      isGivenUp = ends;
      isHeld = ends;
      floodsUntil = now + debt.burst();
    }
    if (ends) {
      giveUp.run();
    } else {
      network.demand();
    }
  }
}
