package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.ClientIds;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Refusal;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.TextRules;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says something. The key (room, author, client id) is unique for ever, so repeating a send brings
 * the first outcome and nobody sees it twice. Immutable.
 *
 * @param room where it is said; a text of {@code @name}, white space and something goes to the
 *     conversation with that person instead
 * @param text what is said, kept verbatim
 * @param clientId the sender's own key, 1 to 64 characters
 * @param replyTo the {@code seq} that it answers, in the room where it is stored
 */
public record PostMessage(RoomId room, String text, String clientId, OptionalLong replyTo)
    implements Command<PostMessage.Sent> {
  /**
   * The message is stored.
   *
   * @param room where it is stored; a private message's is the conversation
   * @param seq its number there
   * @param clientId the sender's key
   * @param at when
   * @param duplicate whether an earlier send with this key did it
   */
  public record Sent(RoomId room, long seq, String clientId, Instant at, boolean duplicate)
      implements Reply {
    @Override
    public boolean hadNoEffect() {
      return duplicate;
    }
  }

  /** Rejects null. */
  public PostMessage {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(replyTo, "replyTo");
  }

  /** Says something that answers nothing. */
  public PostMessage(RoomId room, String text, String clientId) {
    this(room, text, clientId, OptionalLong.empty());
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(text) + Footprint.of(clientId);
  }

  @Override
  public Optional<Outcome.Refused<Sent>> check(int maxTextLength) {
    Optional<Outcome.Refused<Sent>> badKey = ClientIds.check(clientId);
    if (badKey.isPresent()) {
      return badKey;
    }
    if (text.codePointCount(0, text.length()) > maxTextLength) {
      return Optional.of(
          new Outcome.Refused<>(
              Refusal.TOO_LONG, "text", "A message has at most " + maxTextLength + " characters."));
    }
    return TextRules.check(text).map(fault -> Outcome.invalid("text", fault));
  }
}
