package chat.core.command.message;

import chat.core.bound.Footprint;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives one's own message another text, which may be blank when the message has files. Mentions in
 * it are resolved anew; it stays in its room. Immutable.
 *
 * @param room the room
 * @param message the {@code seq} of the message
 * @param text the new text, stored verbatim
 * @param clientId the key of the client, 1 to 64 characters
 * @param baseRev the {@code rev} of the message that the user saw: the command is rejected as
 *     {@code conflict} when it was edited since; empty not to check that
 */
public record EditMessage(
    RoomId room, long message, String text, String clientId, OptionalLong baseRev)
    implements MessageCommand<EditMessage.Edited> {
  /**
   * The message has the text.
   *
   * @param change what it did
   */
  public record Edited(Change change) implements Reply {
    /** Rejects null. */
    public Edited {
      Objects.requireNonNull(change, "change");
    }

    @Override
    public boolean hadNoEffect() {
      return change.isNone();
    }
  }

  /** Rejects null. */
  public EditMessage {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(baseRev, "baseRev");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(text) + Footprint.of(clientId);
  }

  @Override
  public Optional<Outcome.Refused<Edited>> check(int maxTextLength) {
    return MessageCommand.<Edited>check(message, clientId)
        .or(() -> PostMessage.checkText(text, true, maxTextLength));
  }
}
