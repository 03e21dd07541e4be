package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A user deleted a message. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who did it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client
 * @param message the {@code seq} of the message
 * @param messageAuthor the author of the message
 * @param thread the root of its thread; empty unless it was a reply
 * @param reason the reason given; empty for none
 */
public record MessageDeleted(
    RoomId room,
    long seq,
    User author,
    Instant at,
    String clientId,
    long message,
    User messageAuthor,
    OptionalLong thread,
    String reason)
    implements MessageEvent {
  /** Rejects null. */
  public MessageDeleted {
    EventFrame.require(room, author, at, clientId);
    Objects.requireNonNull(messageAuthor, "messageAuthor");
    Objects.requireNonNull(thread, "thread");
    Objects.requireNonNull(reason, "reason");
  }

  /** The {@link #subject} of the change of a message. */
  public static String subject(long message) {
    return "message_deleted " + message;
  }

  @Override
  public String subject() {
    return subject(message);
  }

  @Override
  public MessageDeleted withSeq(long number) {
    return new MessageDeleted(
        room, number, author, at, clientId, message, messageAuthor, thread, reason);
  }

  /** The same deletion of the message as the log has it. */
  public MessageDeleted of(MessagePosted deleted) {
    return new MessageDeleted(
        room, seq, author, at, clientId, message, deleted.author(), deleted.thread(), reason);
  }

  @Override
  public List<Long> changedMessages() {
    return thread.isPresent() ? List.of(message, thread.getAsLong()) : List.of(message);
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    if (seq <= before.state().rev()) {
      return before;
    }
    if (before.seq() == message) {
      MessageState.Deletion deletion = new MessageState.Deletion(author, at, reason);
      return before.tombstone(before.state().deleted(seq, deletion));
    }
    boolean isRoot = thread.isPresent() && thread.getAsLong() == before.seq();
    return isRoot ? before.with(before.state().replyDeleted(seq)) : before;
  }

  @Override
  public int weight() {
    return EventFrame.weight(EventFrame.WEIGHT_WITH_TARGET, this, messageAuthor.name(), reason);
  }

  @Override
  public int footprint() {
    return EventFrame.footprint(this, reason);
  }
}
