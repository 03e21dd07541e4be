package chat.server.torture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a device holds of all rooms. Confined to the device. */
final class Memory {
  private final Map<String, Held> rooms = new TreeMap<>();

  /** A device that has only heard of {@code rooms}. */
  Memory(List<String> rooms) {
    rooms.forEach(this::of);
  }

  Held of(String room) {
    return rooms.computeIfAbsent(room, key -> new Held());
  }

  boolean knows(String room) {
    return rooms.containsKey(room);
  }

  Set<String> rooms() {
    return rooms.keySet();
  }

  /** Whether all are joined, and nothing is missing. */
  boolean isJoined() {
    return rooms.values().stream().allMatch(each -> each.joined && !each.lacksSome());
  }

  /** How many joins are not answered. */
  int joining() {
    return (int) rooms.values().stream().filter(each -> each.joining).count();
  }

  void disconnected() {
    rooms.values().forEach(Held::disconnected);
  }
}
