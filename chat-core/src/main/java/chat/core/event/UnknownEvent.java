package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An event of a type that this version does not know, stored by a newer version. It is delivered
 * unchanged and in order, and never shown as a message. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user whose command caused it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client; empty when no command caused it
 * @param target the {@code seq} of the message that it is about
 * @param type its type in the protocol
 * @param body its type-specific fields, as stored
 */
public record UnknownEvent(
    RoomId room,
    long seq,
    User author,
    Instant at,
    String clientId,
    OptionalLong target,
    String type,
    String body)
    implements RoomEvent {
  /** Rejects null. */
  public UnknownEvent {
    EventFrame.require(room, author, at, clientId);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(body, "body");
  }

  @Override
  public String subject() {
    return target.isPresent() ? type + " " + target.getAsLong() : type;
  }

  @Override
  public UnknownEvent withSeq(long number) {
    return new UnknownEvent(room, number, author, at, clientId, target, type, body);
  }

  @Override
  public int weight() {
    return EventFrame.weight(EventFrame.WEIGHT, this, type, body);
  }

  @Override
  public int footprint() {
    return EventFrame.footprint(this, type, body);
  }
}
