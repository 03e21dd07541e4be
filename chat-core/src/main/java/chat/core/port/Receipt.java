package chat.core.port;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import java.time.Instant;
import java.util.Objects;

/**
 * Where and when the event of a {@link SendKey} was stored. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log, from 1
 * @param at when it was stored
 * @param subject what it is about; see {@link RoomEvent#subject}
 */
public record Receipt(RoomId room, long seq, Instant at, String subject) {
  /** Rejects null. */
  public Receipt {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(subject, "subject");
  }

  /** The receipt of a stored event. */
  public static Receipt of(RoomEvent event) {
    return new Receipt(event.room(), event.seq(), event.at(), event.subject());
  }
}
