package chat.server.wire.event;

import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What every durable event has, whatever its type. Immutable.
 *
 * @param room the room whose log holds it
 * @param seq its number there
 * @param author the user whose command made it
 * @param at when
 * @param clientId the author's key; empty when no command made it
 * @param target the {@code seq} of the message that it is about
 */
public record EventHeader(
    RoomId room, long seq, User author, Instant at, String clientId, OptionalLong target) {
  /** Rejects null. */
  public EventHeader {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(target, "target");
  }
}
