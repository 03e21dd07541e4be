package chat.server.account.password;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bounded queue of lines that take turns. When it is full, whoever has the longest line gives way
 * to a line that is shorter by two or more: one client cannot keep out the others, however much it
 * asks for. Not thread-safe.
 */
final class FairQueue<T> {
  private final int most;

  /** None is empty; the first is the next to have a turn. */
  private final Map<Object, Deque<T>> lines = new LinkedHashMap<>();

  private int size;

  /**
   * @param most how many may wait, at least 1
   */
  FairQueue(int most) {
    this.most = most;
  }

  /**
   * Adds {@code item} to the end of a line.
   *
   * @return what did not fit: {@code item}, or the last one of another line, whose place it took
   */
  Optional<T> add(Object line, T item) {
    Optional<T> leaving = Optional.empty();
    if (size == most) {
      Object longest = longest();
      int own = lines.containsKey(line) ? lines.get(line).size() : 0;
      if (lines.get(longest).size() < own + 2) {
        return Optional.of(item);
      }
      leaving = Optional.of(lines.get(longest).removeLast());
      size--;
    }
    lines.computeIfAbsent(line, made -> new ArrayDeque<>()).addLast(item);
    size++;
    return leaving;
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

  /** Takes the first of the line whose turn it is; empty when nothing waits. */
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
