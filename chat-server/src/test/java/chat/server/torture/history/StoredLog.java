package chat.server.torture.history;

import java.util.List;
import java.util.Set;

/**
 * What is stored of a room in the end. Immutable.
 *
 * @param readers the people of a direct conversation; empty when all may read
 * @param look the room's name and topic
 * @param events its events, messages as they are now
 */
public record StoredLog(
    String room, String epoch, long head, Set<String> readers, String look, List<Seen> events) {
  /** Copies the collections. */
  public StoredLog {
    readers = Set.copyOf(readers);
    events = List.copyOf(events);
  }

  /** What {@link #look} is with this name and topic. */
  public static String look(String name, String topic) {
    return name + "\n" + topic;
  }

  boolean mayRead(String person) {
    return readers.isEmpty() || readers.contains(person);
  }
}
