package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.model.Position;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Joins the room with a code; see {@link JoinRoom}. Immutable.
 *
 * @param code the code; case and surrounding spaces are ignored
 * @param after the position of the last event that the client has, to continue from there; empty
 *     for the latest events
 * @param limit maximum number of messages, or of events with {@code after}, 1 to 200; when empty
 *     50, and 200 with {@code after}
 * @param users whether to list the users present
 */
public record JoinByCode(String code, Optional<Position> after, OptionalInt limit, boolean users)
    implements Command<JoinRoom.Joined> {
  /** Rejects null. */
  public JoinByCode {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(limit, "limit");
  }

  /** Joins and reads the latest events. */
  public JoinByCode(String code) {
    this(code, Optional.empty(), OptionalInt.empty(), true);
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND + Footprint.of(code) + after.map(Position::footprint).orElse(0);
  }

  @Override
  public Optional<Outcome.Refused<JoinRoom.Joined>> check(int maxTextLength) {
    return PageSize.check(limit);
  }
}
