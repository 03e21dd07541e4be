package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;

/**
 * A user unpinned a message. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who did it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client
 * @param message the {@code seq} of the message
 */
public record MessageUnpinned(
    RoomId room, long seq, User author, Instant at, String clientId, long message)
    implements MessageEvent {
  /** Rejects null. */
  public MessageUnpinned {
    EventFrame.require(room, author, at, clientId);
  }

  /** The {@link #subject} of the change of a message. */
  public static String subject(long message) {
    return "message_unpinned " + message;
  }

  @Override
  public String subject() {
    return subject(message);
  }

  @Override
  public MessageUnpinned withSeq(long number) {
    return new MessageUnpinned(room, number, author, at, clientId, message);
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    return isNewTo(before) ? before.with(before.state().pinned(seq, false)) : before;
  }

  @Override
  public int weight() {
    return EventFrame.weight(EventFrame.WEIGHT_WITH_TARGET, this);
  }

  @Override
  public int footprint() {
    return EventFrame.footprint(this);
  }
}
