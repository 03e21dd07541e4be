package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
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
  public record Listed(RoomId room, List<RoomInvite> invites) implements Reply {}

  /** Rejects null. */
  public ListInvites {
    Objects.requireNonNull(room, "room");
  }
}
