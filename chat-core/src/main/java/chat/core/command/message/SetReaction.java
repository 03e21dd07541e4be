package chat.core.command.message;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.emoji.Emoji;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;

/**
 * Adds or removes one's own reaction to a message. Immutable.
 *
 * @param room the room
 * @param message the {@code seq} of the message
 * @param emoji one emoji; see {@link Emoji}
 * @param on whether to have reacted
 * @param clientId the key of the client, 1 to 64 characters
 */
public record SetReaction(RoomId room, long message, String emoji, boolean on, String clientId)
    implements MessageCommand<SetReaction.Reacted> {
  /**
   * The user has reacted, or has not.
   *
   * @param change what it did
   * @param emoji the emoji, fully qualified
   * @param on whether the user has reacted with it
   */
  public record Reacted(Change change, String emoji, boolean on) implements Reply {
    /** Rejects null. */
    public Reacted {
      Objects.requireNonNull(change, "change");
    }

    @Override
    public boolean hadNoEffect() {
      return change.isNone();
    }
  }

  /** Rejects null. */
  public SetReaction {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(emoji, "emoji");
    Objects.requireNonNull(clientId, "clientId");
  }

  private Optional<Outcome.Refused<Reacted>> checkEmoji() {
    return Emoji.of(emoji).isPresent()
        ? Optional.empty()
        : Optional.of(
            Outcome.invalid("emoji", "A reaction must be one emoji recommended by Unicode."));
  }

  @Override
  public Optional<Outcome.Refused<Reacted>> check(int maxTextLength) {
    return MessageCommand.<Reacted>check(message, clientId).or(this::checkEmoji);
  }
}
