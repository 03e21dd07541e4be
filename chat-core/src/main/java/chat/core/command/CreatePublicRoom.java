package chat.core.command;

import chat.core.model.RoomName;
import java.util.Optional;
import chat.core.bound.Footprint;
import java.util.Objects;

/**
 * Creates a room that everybody finds. Immutable.
 *
 * @param name unique among public rooms regardless of case; see {@link chat.core.model.RoomName}
 */
public record CreatePublicRoom(String name) implements Command<Reply.RoomCreated> {
  /** Takes the wish as it is. */
  public CreatePublicRoom {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(name);
  }

  @Override
  public Optional<Outcome.Refused<Reply.RoomCreated>> check(int maxTextLength) {
    return RoomName.check(name).map(fault -> Outcome.invalid("name", fault));
  }
}
