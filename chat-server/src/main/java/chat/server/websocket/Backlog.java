package chat.server.websocket;

import chat.core.bound.ByteBudget;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all connections together have not been able to send. What leaves at once is not counted.
 * Thread-safe and lock-free.
 */
final class Backlog {
  private final ByteBudget all;
  private final Runnable shed;
  private final AtomicLong order = new AtomicLong();
  private final AtomicBoolean sheds = new AtomicBoolean();

  /**
   * @param all the bytes that all may take
   * @param shed called on any thread, once at a time, when more is taken: closes those that have
   *     not read for the longest time, and then calls {@link #isShed}
   */
  Backlog(ByteBudget all, Runnable shed) {
    this.all = all;
    this.shed = shed;
  }

  /** One that counts, and never sheds. */
  static Backlog unlimited() {
    return new Backlog(ByteBudget.unlimited(), () -> {});
  }

  /** A number above all before: who waits for longer has a lower one. */
  long next() {
    return order.incrementAndGet();
  }

  /** Takes {@code bytes} more, or gives them back when negative. */
  void change(long bytes) {
    all.take(bytes);
  }

  /** Sheds when too much is taken. To be called without a monitor. */
  void look() {
    if (all.used() > all.limit() && sheds.compareAndSet(false, true)) {
      shed.run();
    }
  }

  /** What is to be shed for a quarter of all to be free. */
  long tooMuch() {
    return all.used() - all.limit() / 4 * 3;
  }

  void isShed() {
    sheds.set(false);
  }

  long used() {
    return all.used();
  }
}
