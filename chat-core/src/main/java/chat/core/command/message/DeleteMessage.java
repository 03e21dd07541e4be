package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.TextRules;
import java.util.Objects;
import java.util.Optional;

/**
 * Deletes one's own message: what is left is a tombstone. Immutable.
 *
 * @param room the room
 * @param message the {@code seq} of the message
 * @param clientId the key of the client, 1 to 64 characters
 * @param reason the reason, at most {@link #MAX_REASON} code points
 */
public record DeleteMessage(RoomId room, long message, String clientId, Optional<String> reason)
    implements MessageCommand<DeleteMessage.Deleted> {
  /** Maximum length of a reason in code points. */
  public static final int MAX_REASON = 512;

  /**
   * The message is deleted.
   *
   * @param change what it did
   */
  public record Deleted(Change change) implements Reply {
    /** Rejects null. */
    public Deleted {
      Objects.requireNonNull(change, "change");
    }

    @Override
    public boolean hadNoEffect() {
      return change.isNone();
    }
  }

  /** Rejects null. */
  public DeleteMessage {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public int footprint() {
    return MessageCommand.super.footprint() + reason.map(Footprint::of).orElse(0);
  }

  private Optional<Outcome.Refused<Deleted>> checkReason() {
    boolean isTooLong =
        reason.filter(it -> it.codePointCount(0, it.length()) > MAX_REASON).isPresent();
    return isTooLong
        ? Optional.of(
            Outcome.invalid("reason", "A reason must have at most " + MAX_REASON + " characters."))
        : reason
            .filter(it -> !it.isEmpty())
            .flatMap(TextRules::check)
            .map(fault -> Outcome.invalid("reason", fault));
  }

  @Override
  public Optional<Outcome.Refused<Deleted>> check(int maxTextLength) {
    return MessageCommand.<Deleted>check(message, clientId).or(this::checkReason);
  }
}
