package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.model.RoomName;
import java.util.Objects;
import java.util.Optional;

/**
 * Creates a room that is joined with a short code, and is removed when no user has been present for
 * the grace period. Immutable.
 *
 * @param name the name; when empty, it is derived from the code
 */
public record CreateCodeRoom(Optional<String> name) implements Command<CreatePublicRoom.Created> {
  /** Rejects null. */
  public CreateCodeRoom {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + name.map(Footprint::of).orElse(0);
  }

  @Override
  public Optional<Outcome.Refused<CreatePublicRoom.Created>> check(int maxTextLength) {
    return name.flatMap(RoomName::check).map(fault -> Outcome.invalid("name", fault));
  }
}
