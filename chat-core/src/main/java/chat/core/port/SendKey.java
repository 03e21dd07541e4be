package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Objects;

/**
 * What makes a send unique. Immutable.
 *
 * @param named the room that the sender named, which for a private message is not the one that
 *     stores it
 * @param author who sent it
 * @param clientId the sender's own key
 */
public record SendKey(RoomId named, UserId author, String clientId) {
  /** Rejects null. */
  public SendKey {
    Objects.requireNonNull(named, "named");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(clientId, "clientId");
  }
}
