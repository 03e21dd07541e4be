package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomName;
import chat.core.model.RoomView;
import java.util.Objects;
import java.util.Optional;

/**
 * Creates a room that all users can find and read. Immutable.
 *
 * @param name unique among public rooms regardless of case; see {@link chat.core.model.RoomName}
 */
public record CreatePublicRoom(String name) implements Command<CreatePublicRoom.Created> {
  /**
   * The room exists. Also the reply to {@link CreateCodeRoom}, {@link CreatePrivateRoom} and {@link
   * OpenConversation}.
   *
   * @param room the room; the caller is a member
   */
  public record Created(RoomView room) implements Reply {}

  /** Rejects null. */
  public CreatePublicRoom {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(name);
  }

  @Override
  public Optional<Outcome.Refused<Created>> check(int maxTextLength) {
    return RoomName.check(name).map(fault -> Outcome.invalid("name", fault));
  }
}
