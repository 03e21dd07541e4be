package chat.server.torture;

import chat.server.torture.History.Said;
import java.util.List;
import java.util.Set;

/**
 * What is stored of a room in the end. Immutable.
 *
 * @param readers the people of a direct conversation; empty when everybody may read
 */
record StoredLog(String room, String epoch, long head, Set<String> readers, List<Said> events) {
  StoredLog {
    readers = Set.copyOf(readers);
    events = List.copyOf(events);
  }

  boolean mayRead(String person) {
    return readers.isEmpty() || readers.contains(person);
  }
}
