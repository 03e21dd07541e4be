package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Ends an invitation to a private room: nobody joins by it from then on. Immutable.
 *
 * @param room which room
 * @param invite the invitation's id
 */
public record RevokeInvite(RoomId room, String invite) implements Command<RevokeInvite.Revoked> {
  /**
   * The invitation is no longer in force.
   *
   * @param room the room
   * @param invite the id of the invitation, which admits nobody any more
   */
  public record Revoked(RoomId room, String invite) implements Reply {}

  /** Rejects null. */
  public RevokeInvite {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(invite, "invite");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(invite);
  }
}
