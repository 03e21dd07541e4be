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
 * Charges every frame that comes in, control frames and empty fragments too, before anything else
 * looks at it. Once a whole burst is owed the connection is not read until all of it is paid, so
 * that the network holds its peer back; a connection that keeps on at it is closed and not read
 * again. It stands first among what takes frames, and last among what asks for more.
 *
 * <p>Jetty calls it for one frame after the other; what asks for more may be on another thread, but
 * never before the frame was charged. Thread-safe by its monitor.
 */
final class FrameMeter implements IncomingFrames, DemandChain {
  /**
   * How long a connection may go on at more than its rate. At the default rate that is five pauses
   * in a row, of six seconds each: no loop of a client that means well runs into that many.
   */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * A connection that was held goes on being held for this part of a burst until it has kept to its
   * rate for as long as a burst takes: otherwise many that flood would each have a whole burst read
   * at the same moment, every few seconds.
   */
  private static final int PARTS_OF_BURST = 16;

  /**
   * Jetty hands on what has arrived of a long frame as if it were a fragment. Such a piece is
   * rarely smaller than this, and a real fragment of this size pays for its bytes.
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

  /** By the time of the debt; 0 before it was first held. */
  private volatile long floodsUntil;

  /**
   * @param next takes every frame as it is
   * @param network is asked for more
   * @param giveUp called at most once, when too much was sent for too long
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

  /** Asks the network for the next frame, now or when what is owed has been paid. */
  @Override
  public void demand() {
    if (debt.isPartOfBurst(isFlooding() ? PARTS_OF_BURST : 1)) {
      hold();
    } else {
      network.demand();
    }
  }

  /** Whether it was held a moment ago. */
  private boolean isFlooding() {
    long until = floodsUntil;
    return until > 0 && debt.now() <= until;
  }

  /** Whether the connection is not read at the moment. */
  synchronized boolean isHeld() {
    return isHeld;
  }

  /** Asks for nothing more: the connection is gone. */
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
    timer = timers.after(Duration.ofNanos(wait), this::goOn);
  }

  private void goOn() {
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
