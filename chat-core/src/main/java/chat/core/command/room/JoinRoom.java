package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomView;
import chat.core.model.User;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
    implements Command<JoinRoom.Joined> {
  /**
   * The user is a member. Also the reply to {@link JoinByCode} and {@link JoinByInvite}.
   *
   * @param room the room; the person is a member
   * @param users at most 200 of those present, oneself first; empty exactly when not asked for
   * @param events ascending
   * @param head the end of the log at this moment: live events begin after it
   * @param resumed whether {@code events} continues at the given cursor; otherwise they are the
   *     latest messages, and what one holds is to be dropped
   * @param from not resumed: the number from which on {@code events} show all that is kept
   * @param more resumed: newer ones up to {@code head} are still to be read; otherwise: older ones
   *     exist
   */
  public record Joined(
      RoomView room,
      List<User> users,
      List<RoomEvent> events,
      Position head,
      boolean resumed,
      OptionalLong from,
      boolean more)
      implements Reply {}

  /** Rejects null. */
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
  public Optional<Outcome.Refused<Joined>> check(int maxTextLength) {
    return PageSize.check(limit);
  }
}
