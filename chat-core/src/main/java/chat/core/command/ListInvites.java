package chat.core.command;

import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Lists the invitations to a private room that are in force. Immutable.
 *
 * @param room which room
 */
public record ListInvites(RoomId room) implements Command<Reply.InvitesListed> {
  /** Takes the part as it is. */
  public ListInvites {
    Objects.requireNonNull(room, "room");
  }
}
