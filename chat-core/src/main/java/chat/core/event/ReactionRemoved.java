package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;

/**
 * A user took back a reaction to a message. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who did it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client
 * @param message the {@code seq} of the message
 * @param emoji the emoji, fully qualified
 */
public record ReactionRemoved(
    RoomId room, long seq, User author, Instant at, String clientId, long message, String emoji)
    implements MessageEvent {
  /** Rejects null. */
  public ReactionRemoved {
    EventFrame.require(room, author, at, clientId);
    Objects.requireNonNull(emoji, "emoji");
  }

  /** The {@link #subject} of the change of a message. */
  public static String subject(long message, String emoji) {
    return "reaction_removed " + message + " " + emoji;
  }

  @Override
  public String subject() {
    return subject(message, emoji);
  }

  @Override
  public ReactionRemoved withSeq(long number) {
    return new ReactionRemoved(room, number, author, at, clientId, message, emoji);
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    return isNewTo(before)
        ? before.with(before.state().unreacted(seq, emoji, author.id()))
        : before;
  }

  @Override
  public int weight() {
    return EventFrame.weight(EventFrame.WEIGHT_WITH_TARGET, this, emoji);
  }

  @Override
  public int footprint() {
    return EventFrame.footprint(this, emoji);
  }
}
