package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import java.util.Objects;

/**
 * Makes an invitation to a private room. Immutable.
 *
 * @param room which room
 */
public record CreateInvite(RoomId room) implements Command<CreateInvite.Created> {
  /**
   * The invitation is in force.
   *
   * @param invite the invitation
   * @param secret who has it may join; it is kept nowhere, so this is the only time that it is told
   */
  public record Created(RoomInvite invite, String secret) implements Reply {
    /** Leaves the secret out, for what is printed is read by others. */
    @Override
    public String toString() {
      return "Created[invite=" + invite + "]";
    }
  }

  /** Rejects null. */
  public CreateInvite {
    Objects.requireNonNull(room, "room");
  }
}
