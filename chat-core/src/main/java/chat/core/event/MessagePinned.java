package chat.core.event;

import chat.core.bound.Footprint;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A user pinned a message. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who did it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client
 * @param message the {@code seq} of the message
 */
public record MessagePinned(
    RoomId room, long seq, User author, Instant at, String clientId, long message)
    implements RoomEvent {
  private static final int WEIGHT_OF_FRAME = 384;

  /** The event itself, its author, room id and time, and its slot in a list. */
  private static final int FOOTPRINT_OF_FRAME = 560;

  /** Rejects null. */
  public MessagePinned {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(clientId, "clientId");
  }

  /** The {@link #subject} of the change of a message. */
  public static String subject(long message) {
    return "message_pinned " + message;
  }

  @Override
  public String subject() {
    return subject(message);
  }

  @Override
  public OptionalLong target() {
    return OptionalLong.of(message);
  }

  @Override
  public MessagePinned withSeq(long number) {
    return new MessagePinned(room, number, author, at, clientId, message);
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    return before.seq() == message && seq > before.state().rev()
        ? before.with(before.state().pinned(seq, true))
        : before;
  }

  @Override
  public int weight() {
    return WEIGHT_OF_FRAME
        + JsonSize.of(room.value())
        + JsonSize.of(author.name())
        + JsonSize.of(clientId);
  }

  @Override
  public int footprint() {
    return FOOTPRINT_OF_FRAME + Footprint.of(clientId);
  }
}
