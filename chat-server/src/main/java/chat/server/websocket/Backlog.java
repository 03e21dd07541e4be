package chat.server.websocket;

import chat.core.bound.ByteBudget;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that wait in the outbound queues of all connections. Frames that are written
 * immediately are not counted. Thread-safe and lock-free.
 */
final class Backlog {
  private final ByteBudget all;
  private final Runnable shed;
  private final AtomicLong order = new AtomicLong();
  private final AtomicBoolean sheds = new AtomicBoolean();

  /**
   * @param all the budget of all connections, in bytes
   * @param shed called on any thread, once at a time, when the budget is exceeded: closes the
   *     connections that have not read for the longest time, and then calls {@link #shedDone}
   */
  Backlog(ByteBudget all, Runnable shed) {
    this.all = all;
    this.shed = shed;
  }

  /** A backlog without a limit. */
  static Backlog unlimited() {
    return new Backlog(ByteBudget.unlimited(), () -> {});
  }

  /** The next place in the order of waiting connections; greater than all earlier ones. */
  long next() {
    return order.incrementAndGet();
  }

  /** Adds {@code bytes}, which may be negative. */
  void change(long bytes) {
    all.take(bytes);
  }

  /** Sheds when the budget is exceeded. To be called without holding a monitor. */
  void shedIfFull() {
    if (all.used() > all.limit() && sheds.compareAndSet(false, true)) {
      shed.run();
    }
  }

  /** How many bytes to shed so that a quarter of the budget is free. */
  long bytesToShed() {
    return all.used() - all.limit() / 4 * 3;
  }

  /** Allows the next shedding. */
  void shedDone() {
    sheds.set(false);
  }

  long used() {
    return all.used();
  }
}
