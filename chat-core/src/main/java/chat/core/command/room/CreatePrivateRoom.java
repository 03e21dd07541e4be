package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.model.RoomName;
import java.util.Objects;
import java.util.Optional;

/**
 * Creates a room that users join by invite. Immutable.
 *
 * @param name the name; see {@link chat.core.model.RoomName}
 */
public record CreatePrivateRoom(String name) implements Command<CreatePublicRoom.Created> {
  /** Rejects null. */
  public CreatePrivateRoom {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(name);
  }

  @Override
  public Optional<Outcome.Refused<CreatePublicRoom.Created>> check(int maxTextLength) {
    return RoomName.check(name).map(fault -> Outcome.invalid("name", fault));
  }
}
