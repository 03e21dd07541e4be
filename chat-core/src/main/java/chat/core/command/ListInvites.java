package chat.core.command;

import chat.core.model.Invite;
import chat.core.model.RoomId;
import java.util.List;
import java.util.Objects;

/**
 * Lists the invitations to a private room that are in force. Immutable.
 *
 * @param room which room
 */
public record ListInvites(RoomId room) implements Command<ListInvites.Listed> {
  /**
   * All invitations that are in force.
   *
   * @param room the room
   * @param invites the latest first
   */
  public record Listed(RoomId room, List<Invite> invites) implements Reply {}

  /** Takes the part as it is. */
  public ListInvites {
    Objects.requireNonNull(room, "room");
  }
}
