package chat.server.limit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs tasks with the same key one at a time, in order of arrival, for limits that depend on the
 * results of earlier tasks. A task that ends starts the next one on the same thread, in a loop and
 * without recursion. Thread-safe by its monitor, which is held briefly.
 */
final class SerialByKey<K> {
  /** The waiting tasks of one key. Guarded by the monitor. */
  private static final class Line {
    private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean beingCalled;
  }

  private final Map<K, Line> lines = new HashMap<>();

  /** Calls {@code turn} at once, independently of any key. */
  static void now(Consumer<Runnable> turn) {
    turn.accept(() -> {});
  }

  /**
   * Calls {@code turn} now, or when all earlier ones of {@code key} have ended.
   *
   * @param turn receives a callback that it must run when it has ended, on any thread; further runs
   *     do nothing. Must not block or throw
   */
  void take(K key, Consumer<Runnable> turn) {
    synchronized (this) {
      lines.computeIfAbsent(key, made -> new Line()).waiting.add(turn);
    }
    proceed(key);
  }

  /** The number of keys with running tasks. */
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

  /** The next task of {@code key}; null when there is none, or another thread will start it. */
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
