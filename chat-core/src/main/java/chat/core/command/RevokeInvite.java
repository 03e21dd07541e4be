package chat.core.command;

import chat.core.bound.Footprint;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Ends an invitation to a private room: nobody joins by it from then on. Immutable.
 *
 * @param room which room
 * @param invite the invitation's id
 */
public record RevokeInvite(RoomId room, String invite) implements Command<Reply.InviteRevoked> {
  /** Takes the parts as they are; none is null. */
  public RevokeInvite {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(invite, "invite");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(invite);
  }
}
