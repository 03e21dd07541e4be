package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Objects;

/**
 * The idempotency key of a command that stores an event. Immutable.
 *
 * @param named the room that the command named, which for a private message is not the room that
 *     stores it
 * @param author the user who sent the command
 * @param clientId the key of the client
 */
public record SendKey(RoomId named, UserId author, String clientId) {
  /** Rejects null. */
  public SendKey {
    Objects.requireNonNull(named, "named");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(clientId, "clientId");
  }
}
