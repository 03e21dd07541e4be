package chat.core.event;

import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A user gave a message another text. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who did it, with the name at that time
 * @param at when it was stored
 * @param clientId the key of the author's client
 * @param message the {@code seq} of the message
 * @param text the new text, verbatim; empty when it is erased
 * @param mentions the mentions of users, by ascending position in the text
 * @param mentionAll the mentions of all members or all who are present, likewise
 * @param erased whether its message was deleted since: then it has no text and changes nothing
 */
public record MessageEdited(
    RoomId room,
    long seq,
    User author,
    Instant at,
    String clientId,
    long message,
    String text,
    List<Mention> mentions,
    List<Mention.OfAll> mentionAll,
    boolean erased)
    implements MessageEvent {
  /** Rejects null. */
  public MessageEdited {
    EventFrame.require(room, author, at, clientId);
    Objects.requireNonNull(text, "text");
    mentions = List.copyOf(mentions);
    mentionAll = List.copyOf(mentionAll);
  }

  /** The {@link #subject} of the change of a message. */
  public static String subject(long message) {
    return "message_edited " + message;
  }

  @Override
  public String subject() {
    return subject(message);
  }

  @Override
  public MessageEdited withSeq(long number) {
    return new MessageEdited(
        room, number, author, at, clientId, message, text, mentions, mentionAll, erased);
  }

  /** The same edit without its text, after the deletion of its message. */
  public MessageEdited erase() {
    return new MessageEdited(
        room, seq, author, at, clientId, message, "", List.of(), List.of(), true);
  }

  /** The same edit with these mentions of all. */
  public MessageEdited mentioning(List<Mention.OfAll> all) {
    return new MessageEdited(room, seq, author, at, clientId, message, text, mentions, all, erased);
  }

  @Override
  public MessagePosted applyTo(MessagePosted before) {
    boolean isNews = isNewTo(before);
    return isNews && !erased
        ? before.with(text, mentions, mentionAll, before.state().edited(seq, at))
        : before;
  }

  @Override
  public int weight() {
    return EventFrame.weight(EventFrame.WEIGHT_WITH_TARGET, this, text)
        + mentions.size() * MessagePosted.WEIGHT_OF_MENTION
        + mentionAll.size() * MessagePosted.WEIGHT_OF_MENTION_ALL;
  }

  @Override
  public int footprint() {
    return EventFrame.footprint(this, text)
        + mentions.size() * MessagePosted.FOOTPRINT_OF_MENTION
        + mentionAll.size() * MessagePosted.FOOTPRINT_OF_MENTION_ALL;
  }
}
