package chat.core.event;

import chat.core.bound.Footprint;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An event whose type this version does not know: a newer version stored it. It is passed on in its
 * place, as it stands, and never shown as a message. Immutable.
 *
 * @param room the room whose log holds it
 * @param seq its number there
 * @param author the user whose command made it, under the name of that time
 * @param at when
 * @param clientId the author's key; empty when no command made it
 * @param target the {@code seq} of the message that it is about
 * @param type its type, as on the wire
 * @param body its own fields, as the store has them
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
  private static final int WEIGHT_OF_FRAME = 352;
  private static final int FOOTPRINT_OF_FRAME = 560;

  /** Rejects null. */
  public UnknownEvent {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(clientId, "clientId");
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
    return WEIGHT_OF_FRAME
        + JsonSize.of(room.value())
        + JsonSize.of(author.name())
        + JsonSize.of(clientId)
        + JsonSize.of(type)
        + JsonSize.of(body);
  }

  @Override
  public int footprint() {
    return FOOTPRINT_OF_FRAME + Footprint.of(clientId) + Footprint.of(type) + Footprint.of(body);
  }
}
