package chat.core.command;

import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lists public rooms and one's own by ascending id. Immutable.
 *
 * @param after where to go on, exclusive; empty for the beginning
 * @param limit at most so many, 1 to 200; 50 when empty
 */
public record ListRooms(Optional<RoomId> after, OptionalInt limit)
    implements Command<Reply.RoomsListed> {
  /** Takes the parts as they are; none is null. */
  public ListRooms {
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(limit, "limit");
  }
}
