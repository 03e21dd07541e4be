package chat.server.socket;

import chat.core.command.Command;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.ReadHistory;
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
final class Asking {
  /** As many as the chat itself takes from one connection. */
  private static final int MOST_WAITING = 512;

  private final Consumer<Asks> asker;
  private final Queue<Asks> waiting = new ArrayDeque<>(1);
  private boolean asks;
  private boolean pageUnderWay;
  private boolean ended;

  /**
   * @param asker called for one after the other, by whichever thread lets it go; must not throw
   */
  Asking(Consumer<Asks> asker) {
    this.asker = asker;
  }

  /** Holds everything back, as a page under way does, until {@link #pageLeft}. */
  synchronized void hold() {
    pageUnderWay = true;
  }

  /** Whether the answer to {@code command} may be as long as a page. */
  static boolean isForPage(Command<?> command) {
    return command instanceof JoinRoom
        || command instanceof JoinByCode
        || command instanceof JoinByInvite
        || command instanceof ReadHistory
        || command instanceof ListRooms
        || command instanceof ListMembers;
  }

  /** Asks now or when it is its turn; false when there are too many before it. */
  boolean add(Asks frame) {
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING) {
        return false;
      }
      waiting.add(frame);
    }
    proceed();
    return true;
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
        if (asks || (pageUnderWay && !ended) || waiting.isEmpty()) {
          return;
        }
        next = waiting.remove();
        asks = true;
        pageUnderWay = isForPage(next.command());
      }
      asker.accept(next);
      synchronized (this) {
        asks = false;
      }
    }
  }
}
