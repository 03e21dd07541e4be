package chat.core.command;

import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Makes an invitation to a private room. Immutable.
 *
 * @param room which room
 */
public record CreateInvite(RoomId room) implements Command<Reply.InviteCreated> {
  /** Takes the part as it is. */
  public CreateInvite {
    Objects.requireNonNull(room, "room");
  }
}
