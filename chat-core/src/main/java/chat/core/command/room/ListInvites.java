package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import java.util.List;
import java.util.Objects;

/**
 * Lists the valid invites to a private room. Immutable.
 *
 * @param room the room
 */
public record ListInvites(RoomId room) implements Command<ListInvites.Listed> {
  /**
   * All valid invites.
   *
   * @param room the room
   * @param invites the invites, latest first
   */
  public record Listed(RoomId room, List<RoomInvite> invites) implements Reply {}

  /** Rejects null. */
  public ListInvites {
    Objects.requireNonNull(room, "room");
  }
}
