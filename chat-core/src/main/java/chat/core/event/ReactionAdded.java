package chat.core.event;

import chat.core.bound.Footprint;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A user reacted to a message with an emoji. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who did it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client
 * @param message the {@code seq} of the message
 * @param emoji the emoji, fully qualified
 */
public record ReactionAdded(
    RoomId room, long seq, User author, Instant at, String clientId, long message, String emoji)
    implements RoomEvent {
  private static final int WEIGHT_OF_FRAME = 384;

  /** The event itself, its author, room id and time, and its slot in a list. */
  private static final int FOOTPRINT_OF_FRAME = 560;

  /** Rejects null. */
  public ReactionAdded {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(emoji, "emoji");
  }

  /** The {@link #subject} of the change of a message. */
  public static String subject(long message, String emoji) {
    return "reaction_added " + message + " " + emoji;
  }

  @Override
  public String subject() {
    return subject(message, emoji);
  }

  @Override
  public OptionalLong target() {
    return OptionalLong.of(message);
  }

  @Override
  public ReactionAdded withSeq(long number) {
    return new ReactionAdded(room, number, author, at, clientId, message, emoji);
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    return before.seq() == message && seq > before.state().rev()
        ? before.with(before.state().reacted(seq, emoji, author))
        : before;
  }

  @Override
  public int weight() {
    return WEIGHT_OF_FRAME
        + JsonSize.of(room.value())
        + JsonSize.of(author.name())
        + JsonSize.of(clientId)
        + JsonSize.of(emoji);
  }

  @Override
  public int footprint() {
    return FOOTPRINT_OF_FRAME + Footprint.of(clientId) + Footprint.of(emoji);
  }
}
