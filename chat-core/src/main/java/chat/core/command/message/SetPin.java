package chat.core.command.message;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;

/**
 * Pins or unpins a message of a room. Immutable.
 *
 * @param room the room
 * @param message the {@code seq} of the message
 * @param on whether it is to be pinned
 * @param clientId the key of the client, 1 to 64 characters
 */
public record SetPin(RoomId room, long message, boolean on, String clientId)
    implements MessageCommand<SetPin.Pinned> {
  /**
   * The message is pinned, or is not.
   *
   * @param change what it did
   * @param on whether it is pinned
   */
  public record Pinned(Change change, boolean on) implements Reply {
    /** Rejects null. */
    public Pinned {
      Objects.requireNonNull(change, "change");
    }

    @Override
    public boolean hadNoEffect() {
      return change.isNone();
    }
  }

  /** Rejects null. */
  public SetPin {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(clientId, "clientId");
  }

  @Override
  public Optional<Outcome.Refused<Pinned>> check(int maxTextLength) {
    return MessageCommand.check(message, clientId);
  }
}
