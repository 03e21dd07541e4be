package chat.server.account.password;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bounded round-robin queue with one line for each client. When it is full, a new item takes the
 * place of the last item of the longest line, if its own line is shorter by two or more: one client
 * cannot keep out the others, however many requests it sends. Not thread-safe.
 */
final class FairQueue<T> {
  private final int most;

  /** No line is empty; the first one is polled next. */
  private final Map<Object, Deque<T>> lines = new LinkedHashMap<>();

  private int size;

  /**
   * @param most the capacity in items, at least 1
   */
  FairQueue(int most) {
    this.most = most;
  }

  /**
   * Adds {@code item} to the end of a line.
   *
   * @return the item that did not fit: {@code item}, or the last one of another line, which it
   *     replaced
   */
  Optional<T> add(Object line, T item) {
    Optional<T> displaced = Optional.empty();
    if (size == most) {
      Object longest = longest();
      int own = lines.containsKey(line) ? lines.get(line).size() : 0;
      if (lines.get(longest).size() < own + 2) {
        return Optional.of(item);
      }
      displaced = Optional.of(lines.get(longest).removeLast());
      size--;
    }
    lines.computeIfAbsent(line, made -> new ArrayDeque<>()).addLast(item);
    size++;
    return displaced;
  }

  private Object longest() {
    Object longest = null;
    int length = 0;
    for (Map.Entry<Object, Deque<T>> each : lines.entrySet()) {
      if (each.getValue().size() > length) {
        length = each.getValue().size();
        longest = each.getKey();
      }
    }
    return longest;
  }

  /** Removes the first item of the next line; empty when the queue is empty. */
  Optional<T> poll() {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Object line = lines.keySet().iterator().next();
    Deque<T> items = lines.remove(line);
    T first = items.removeFirst();
    size--;
    if (!items.isEmpty()) {
      lines.put(line, items); // its next turn comes after the others'
    }
    return Optional.of(first);
  }
}
