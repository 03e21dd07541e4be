package chat.server.websocket;

import chat.core.bound.ByteBudget;
import chat.core.bound.Footprint;
import chat.server.wire.ClientCommand;
import chat.server.wire.ClientFrame.Asks;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The pending commands of a connection, in order. After a command that replies with a page, the
 * next one is executed only when that page has been written: a client that reconnects and joins its
 * twenty rooms at once is served at the speed at which it reads, and is not treated as a slow
 * reader. Thread-safe by its monitor, never held while executing a command.
 */
final class CommandQueue {
  /** The same as the limit of the chat for one connection. */
  private static final int MOST_WAITING = 512;

  /** The maximum number of bytes that wait in one connection. */
  static final int MOST_BYTES = 256 * 1024;

  /** How many bytes may wait in each connection, however much waits in all others. */
  static final int BYTES_IN_ANY_CASE = 8 * 1024;

  private final Consumer<Asks> executor;
  private final ByteBudget all;
  private final Queue<Asks> waiting = new ArrayDeque<>(1);
  private int bytes;
  private boolean executing;
  private boolean pageUnderWay;
  private boolean ended;

  /**
   * @param executor called for one command after the other, on any thread; must not throw
   * @param all the budget of all connections
   */
  CommandQueue(Consumer<Asks> executor, ByteBudget all) {
    this.executor = executor;
    this.all = all;
  }

  /** Executes nothing, as while a page is being written, until {@link #pageLeft}. */
  synchronized void hold() {
    pageUnderWay = true;
  }

  /** Executes a command now or in its turn; false when too many are pending. */
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
      execute(frame);
    }
    proceed();
    return true;
  }

  /** Adds a frame to the pending ones; false when there are too many. Guarded by this. */
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

  /** Takes constant time, so it is computed again rather than stored. */
  private static int footprint(Asks frame) {
    return frame.command().footprint() + frame.id().map(Footprint::of).orElse(0);
  }

  /** Whether the next command may be executed. Guarded by this. */
  private boolean isFree() {
    return !executing && (!pageUnderWay || ended);
  }

  /** Marks a command as being executed. Guarded by this. */
  private void begin(Asks frame) {
    executing = true;
    pageUnderWay = ClientCommand.answersWithPage(frame.command());
  }

  private void execute(Asks frame) {
    executor.accept(frame);
    synchronized (this) {
      executing = false;
    }
  }

  /** How many bytes wait. */
  synchronized int bytes() {
    return bytes;
  }

  /** Continues: the page has been written, or there was none. */
  void pageLeft() {
    synchronized (this) {
      pageUnderWay = false;
    }
    proceed();
  }

  /** Executes all pending commands without waiting for pages: the connection is closed. */
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
      execute(next);
    }
  }
}
