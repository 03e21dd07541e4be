package chat.server.torture.history;

import java.util.List;

/**
 * Some of a room's events, and the room's head when they were read. Immutable.
 *
 * @param from from where on it holds everything, when it is not one that continues; 0 for none
 */
public record Page(
    String room, String epoch, long head, List<Seen> events, boolean more, long from) {
  /** Copies the list. */
  public Page {
    events = List.copyOf(events);
  }

  /** Where a client that had everything up to {@code after} is with this. */
  long end(long after) {
    return events.isEmpty() ? after : events.get(events.size() - 1).event().seq();
  }
}
