package chat.server.limit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One thing at a time for each key, in the order in which they come: what bounds by what came of
 * the ones before has to know it. Whoever is done lets the next one go on the same thread, in a
 * loop and never deeper. Thread-safe by its monitor, held for moments.
 */
final class SerialByKey<K> {
  /** What waits for one key. Confined to the monitor. */
  private static final class Line {
    private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean beingCalled;
  }

  private final Map<K, Line> lines = new HashMap<>();

  /** Calls {@code turn} at once, and for nobody's turn to end. */
  static void now(Consumer<Runnable> turn) {
    turn.accept(() -> {});
  }

  /**
   * Calls {@code turn} now or when those before it are over.
   *
   * @param turn gets what it has to run when it is over, on any thread; further runs do nothing. It
   *     must not block or throw.
   */
  void take(K key, Consumer<Runnable> turn) {
    synchronized (this) {
      lines.computeIfAbsent(key, made -> new Line()).waiting.add(turn);
    }
    proceed(key);
  }

  /** How many keys have something under way. */
  synchronized int size() {
    return lines.size();
  }

  private void proceed(K key) {
    while (true) {
      Consumer<Runnable> next = next(key);
      if (next == null) {
        return;
      }
      AtomicBoolean isOver = new AtomicBoolean();
      next.accept(
          () -> {
            if (!isOver.getAndSet(true)) {
              over(key);
            }
          });
      called(key);
    }
  }

  /** Null when there is none, or another thread sees to it. */
  private synchronized Consumer<Runnable> next(K key) {
    Line line = lines.get(key);
    if (line == null || line.underWay || line.beingCalled) {
      return null;
    }
    if (line.waiting.isEmpty()) {
      lines.remove(key);
      return null;
    }
    line.underWay = true;
    line.beingCalled = true;
    return line.waiting.remove();
  }

  private synchronized void called(K key) {
    lines.get(key).beingCalled = false;
  }

  private void over(K key) {
    synchronized (this) {
      lines.get(key).underWay = false;
    }
    proceed(key);
  }
}
