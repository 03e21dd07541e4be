package chat.core.command.room;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.RoomInvite;
import java.util.Objects;

/**
 * Creates an invite to a private room. Immutable.
 *
 * @param room the room
 */
public record CreateInvite(RoomId room) implements Command<CreateInvite.Created> {
  /**
   * The invite is valid.
   *
   * @param invite the invite
   * @param secret gives access to the room; only its hash is stored, so it cannot be read again
   */
  public record Created(RoomInvite invite, String secret) implements Reply {
    /** Without the secret, which must not appear in logs. */
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
