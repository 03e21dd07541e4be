package chat.core.port;

import chat.core.event.RoomEvent;
import java.util.List;
import java.util.Objects;

/**
 * A part of a room's log, and how far the log reached when it was read. Immutable.
 *
 * @param head the log's reach
 * @param events ascending
 */
public record LogPage(LogHead head, List<RoomEvent> events) {
  /** Rejects null. */
  public LogPage {
    Objects.requireNonNull(head, "head");
    events = List.copyOf(events);
  }
}
