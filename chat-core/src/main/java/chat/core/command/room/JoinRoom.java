package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.command.message.OwnReactions;
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
 * Makes the user a member of a room and the connection present in it, and reads its latest events
 * or those after a cursor. Immutable.
 *
 * @param room the room
 * @param after the position of the last event that the client has, to continue from there; empty
 *     for the latest events
 * @param limit maximum number of messages, or of events with {@code after}, 1 to 200; when empty
 *     50, and 200 with {@code after}
 * @param users whether to list the users present
 */
public record JoinRoom(RoomId room, Optional<Position> after, OptionalInt limit, boolean users)
    implements Command<JoinRoom.Joined> {
  /**
   * The user is a member. Also the reply to {@link JoinByCode} and {@link JoinByInvite}.
   *
   * @param room the room; the user is a member
   * @param users at most 200 of the users present, the caller first; empty exactly when not
   *     requested
   * @param events the events, ascending
   * @param head the current head of the log: live events follow it
   * @param resumed whether {@code events} continue at the given cursor; otherwise they are the
   *     latest messages, and the client has to discard the events that it has
   * @param from if not resumed: the {@code seq} from which {@code events} are complete
   * @param more if resumed: there are newer events up to {@code head}; otherwise: there are older
   *     events
   * @param mine the user's own reactions
   */
  public record Joined(
      RoomView room,
      List<User> users,
      List<RoomEvent> events,
      Position head,
      boolean resumed,
      OptionalLong from,
      boolean more,
      OwnReactions mine)
      implements Reply {
    /** The same reply with the user's own reactions. */
    public Joined with(OwnReactions own) {
      return new Joined(room, users, events, head, resumed, from, more, own);
    }

    /** A reply without own reactions. */
    public Joined(
        RoomView room,
        List<User> users,
        List<RoomEvent> events,
        Position head,
        boolean resumed,
        OptionalLong from,
        boolean more) {
      this(room, users, events, head, resumed, from, more, OwnReactions.NONE);
    }
  }

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
