package chat.core.command.room;

import chat.core.command.Command;
import chat.core.model.UserId;
import java.util.Objects;

/**
 * Opens the direct conversation with somebody, or finds it. Immutable.
 *
 * @param with the other person
 */
public record OpenConversation(UserId with) implements Command<CreatePublicRoom.Created> {
  /** Rejects null. */
  public OpenConversation {
    Objects.requireNonNull(with, "with");
  }
}
