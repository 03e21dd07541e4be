package chat.server.wire.event;

import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The fields that all durable events have in common. Immutable.
 *
 * @param room the room of its log
 * @param seq its sequence number in that log
 * @param author the user whose command produced it
 * @param at the time at which it was appended
 * @param clientId the author's idempotency key; empty when no command produced it
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
