package chat.core.command;

import chat.core.bound.Footprint;
import chat.core.model.Position;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Becomes a member of a room, present in it on this connection, and reads its latest events or
 * those after a cursor. Immutable.
 *
 * @param room which room
 * @param after the end of what one holds, to go on from there; empty for the latest events
 * @param limit at most so many events, 1 to 200; when empty 50, and 200 with {@code after}
 * @param users whether to list those present
 */
public record JoinRoom(RoomId room, Optional<Position> after, OptionalInt limit, boolean users)
    implements Command<Reply.JoinedRoom> {
  /** Takes the parts as they are; none is null. */
  public JoinRoom {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(limit, "limit");
  }

  /** Joins and reads the latest events. */
  public JoinRoom(RoomId room) {
    this(room, Optional.empty(), OptionalInt.empty(), true);
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + after.map(Position::footprint).orElse(0);
  }

  @Override
  public Optional<Outcome.Refused<Reply.JoinedRoom>> check(int maxTextLength) {
    return PageSize.check(limit);
  }
}
