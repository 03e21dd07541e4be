package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;

/**
 * Revokes an invite to a private room: it does not give access any more. Immutable.
 *
 * @param room the room
 * @param invite the id of the invite
 */
public record RevokeInvite(RoomId room, String invite) implements Command<RevokeInvite.Revoked> {
  /**
   * The invite is revoked.
   *
   * @param room the room
   * @param invite the id of the revoked invite
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
