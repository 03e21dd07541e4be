package chat.server.websocket;

import chat.core.bound.ByteBudget;
import chat.core.bound.Footprint;
import chat.server.wire.ClientCommand;
import chat.server.wire.ClientFrame.Asks;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What a peer asks for, in order. A page that it asks for has left before the next thing is asked,
 * so that a peer who comes back and joins its twenty rooms at once is served at the speed at which
 * it reads, and not taken for one who does not. Thread-safe by its monitor, never held while
 * asking.
 */
final class CommandQueue {
  /** As many as the chat itself takes from one connection. */
  private static final int MOST_WAITING = 512;

  /** The most bytes that wait in one connection. */
  static final int MOST_BYTES = 256 * 1024;

  /** So many bytes may wait in each connection, whatever waits in all others. */
  static final int BYTES_IN_ANY_CASE = 8 * 1024;

  private final Consumer<Asks> asker;
  private final ByteBudget all;
  private final Queue<Asks> waiting = new ArrayDeque<>(1);
  private int bytes;
  private boolean asks;
  private boolean pageUnderWay;
  private boolean ended;

  /**
   * @param asker called for one after the other, by whichever thread lets it go; must not throw
   * @param all what all connections share
   */
  CommandQueue(Consumer<Asks> asker, ByteBudget all) {
    this.asker = asker;
    this.all = all;
  }

  /** Holds everything back, as a page under way does, until {@link #pageLeft}. */
  synchronized void hold() {
    pageUnderWay = true;
  }

  /** Asks now or when it is its turn; false when there are too many before it. */
  boolean add(Asks frame) {
    boolean atOnce;
    synchronized (this) {
      atOnce = waiting.isEmpty() && isFree();
      if (atOnce) {
        begin(frame);
      } else if (!queue(frame)) {
        return false;
      }
    }
    if (atOnce) {
      ask(frame);
    }
    proceed();
    return true;
  }

  /** Adds a frame to what waits; false when there is too much. Guarded by this. */
  private boolean queue(Asks frame) {
    int more = footprint(frame);
    boolean fits =
        waiting.size() < MOST_WAITING
            && bytes + more <= MOST_BYTES
            && all.tryTake(more, bytes, BYTES_IN_ANY_CASE);
    if (fits) {
      bytes += more;
      waiting.add(frame);
    }
    return fits;
  }

  /** In constant time, so that it is reckoned again rather than kept. */
  private static int footprint(Asks frame) {
    return frame.command().footprint() + frame.id().map(Footprint::of).orElse(0);
  }

  /** Whether the next may be asked. Guarded by this. */
  private boolean isFree() {
    return !asks && (!pageUnderWay || ended);
  }

  /** Guarded by this. */
  private void begin(Asks frame) {
    asks = true;
    pageUnderWay = ClientCommand.answersWithPage(frame.command());
  }

  private void ask(Asks frame) {
    asker.accept(frame);
    synchronized (this) {
      asks = false;
    }
  }

  /** The bytes that wait. */
  synchronized int bytes() {
    return bytes;
  }

  /** Goes on: the page has left, or there was none. */
  void pageLeft() {
    synchronized (this) {
      pageUnderWay = false;
    }
    proceed();
  }

  /** Asks all that is waiting: nobody reads the answers, but what was sent counts. */
  void end() {
    synchronized (this) {
      ended = true;
    }
    proceed();
  }

  private void proceed() {
    while (true) {
      Asks next;
      synchronized (this) {
        if (!isFree() || waiting.isEmpty()) {
          return;
        }
        next = waiting.remove();
        int less = footprint(next);
        bytes -= less;
        all.give(less);
        begin(next);
      }
      ask(next);
    }
  }
}
