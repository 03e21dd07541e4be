package chat.core.command.room;

import chat.core.command.Command;
import chat.core.model.UserId;
import java.util.Objects;

/**
 * Opens the direct conversation with another user, creating it if needed. Immutable.
 *
 * @param with the other user
 */
public record OpenConversation(UserId with) implements Command<CreatePublicRoom.Created> {
  /** Rejects null. */
  public OpenConversation {
    Objects.requireNonNull(with, "with");
  }
}
