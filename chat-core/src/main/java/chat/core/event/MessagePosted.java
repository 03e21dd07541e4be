package chat.core.event;

import chat.core.bound.Footprint;
import chat.core.model.Mention;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A user posted a message. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who posted it, with the name at that time
 * @param text the text, verbatim
 * @param at when it was posted
 * @param clientId the key of the author's client
 * @param replyTo the {@code seq} of the message that it replies to
 * @param mentions the mentions of users, by ascending position in the text
 */
public record MessagePosted(
    RoomId room,
    long seq,
    User author,
    String text,
    Instant at,
    String clientId,
    OptionalLong replyTo,
    List<Mention> mentions)
    implements RoomEvent {
  private static final int WEIGHT_OF_FRAME = 320;
  private static final int WEIGHT_OF_MENTION = 320;

  /** The event itself, its author, room id and time, and its slot in a list. */
  private static final int FOOTPRINT_OF_FRAME = 520;

  /** A mention with its user. */
  private static final int FOOTPRINT_OF_MENTION = 320;

  /** Rejects null. */
  public MessagePosted {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(replyTo, "replyTo");
    mentions = List.copyOf(mentions);
  }

  @Override
  public String subject() {
    return "";
  }

  @Override
  public MessagePosted withSeq(long number) {
    return new MessagePosted(room, number, author, text, at, clientId, replyTo, mentions);
  }

  @Override
  public int weight() {
    return WEIGHT_OF_FRAME
        + JsonSize.of(room.value())
        + JsonSize.of(author.name())
        + JsonSize.of(text)
        + JsonSize.of(clientId)
        + mentions.size() * WEIGHT_OF_MENTION;
  }

  @Override
  public int footprint() {
    return FOOTPRINT_OF_FRAME
        + Footprint.of(text)
        + Footprint.of(clientId)
        + mentions.size() * FOOTPRINT_OF_MENTION;
  }
}
