package chat.server.socket;

import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.IncomingFrames;

/**
 * Takes a peer that sends without end off the thread that reads from all: past a few frames in one
 * visit the rest of them is read by a thread of its own. Jetty calls it for one frame after the
 * other.
 */
final class FairShare implements IncomingFrames {
  /** So many frames in one visit: about half a millisecond's work. */
  static final int MOST_IN_A_ROW = 32;

  private final IncomingFrames next;
  private final IntSupplier visits;
  private final Executor elsewhere;
  private int visit;
  private int inARow;

  /**
   * @param next takes every frame as it is; Jetty reads on when it is done with one
   * @param visits tells visits apart
   * @param elsewhere has threads to spare
   */
  FairShare(IncomingFrames next, IntSupplier visits, Executor elsewhere) {
    this.next = next;
    this.visits = visits;
    this.elsewhere = elsewhere;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    int now = visits.getAsInt();
    inARow = now == visit ? inARow + 1 : 1;
    visit = now;
    if (inARow == MOST_IN_A_ROW) {
      elsewhere.execute(() -> next.onFrame(frame, callback)); // and so does what follows it
    } else {
      next.onFrame(frame, callback);
    }
  }
}
