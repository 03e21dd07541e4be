package chat.server.storage.follow;

import chat.core.model.RoomId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Rooms at which a consumer failed, each with the time of its next turn by {@link Backoff}.
 * Confined to one thread.
 */
final class RoomsAside {
  /** The maximum number of rooms: with more, the fault is in the consumer. */
  static final int MOST = 64;

  private final LongSupplier nanoTime;
  private final Map<RoomId, Pause> rooms = new LinkedHashMap<>();
  private final Set<RoomId> suspects = new HashSet<>();

  private record Pause(long endNanos, Backoff backoff) {}

  /**
   * @param nanoTime a clock like {@link System#nanoTime}
   */
  RoomsAside(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Adds a room that has failed, possibly again.
   *
   * @return false when the maximum is reached
   */
  boolean add(RoomId room) {
    Pause before = rooms.get(room);
    if (before == null && rooms.size() >= MOST) {
      suspects.add(room);
      return false;
    }
    suspects.remove(room);
    Backoff backoff = before == null ? new Backoff() : before.backoff();
    long pause = TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
    rooms.put(room, new Pause(nanoTime.getAsLong() + pause, backoff));
    return true;
  }

  boolean contains(RoomId room) {
    return rooms.containsKey(room);
  }

  boolean isEmpty() {
    return rooms.isEmpty();
  }

  /** The rooms whose wait is over. They stay set aside until they succeed. */
  List<RoomId> due() {
    if (rooms.isEmpty()) {
      return List.of();
    }
    long now = nanoTime.getAsLong();
    return rooms.entrySet().stream()
        .filter(each -> each.getValue().endNanos() - now <= 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The time until the first wait ends; empty when no room is set aside. */
  OptionalLong nanosToNext() {
    long now = nanoTime.getAsLong();
    return rooms.values().stream().mapToLong(each -> Math.max(0, each.endNanos() - now)).min();
  }

  /** Marks rooms of which one may fail; each then has its own transaction. */
  void suspect(Collection<RoomId> together) {
    suspects.addAll(together);
  }

  boolean isSuspect(RoomId room) {
    return suspects.contains(room);
  }

  /** Removes rooms that have succeeded. */
  void remove(Collection<RoomId> succeeded) {
    for (RoomId room : succeeded) {
      rooms.remove(room);
      suspects.remove(room);
    }
  }
}
