package chat.core.port;

import chat.core.event.RoomEvent;
import java.util.List;
import java.util.Objects;

/**
 * Events of a room's log, and the head of the log when they were read. Immutable.
 *
 * @param head the head of the log
 * @param events the events, ascending
 */
public record LogPage(LogHead head, List<RoomEvent> events) {
  /** Rejects null. */
  public LogPage {
    Objects.requireNonNull(head, "head");
    events = List.copyOf(events);
  }

  /** The same head with other events. */
  public LogPage with(List<RoomEvent> others) {
    return new LogPage(head, others);
  }
}
