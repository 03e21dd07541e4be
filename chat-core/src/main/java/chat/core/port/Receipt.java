package chat.core.port;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import java.time.Instant;
import java.util.Objects;

/**
 * Where and when a send was stored. Immutable.
 *
 * @param room the room whose log holds it
 * @param seq its number there, from 1
 * @param at when
 */
public record Receipt(RoomId room, long seq, Instant at) {
  /** Takes the parts as they are; none is null. */
  public Receipt {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(at, "at");
  }

  /** The receipt of a stored event. */
  public static Receipt of(RoomEvent event) {
    return new Receipt(event.room(), event.seq(), event.at());
  }
}
