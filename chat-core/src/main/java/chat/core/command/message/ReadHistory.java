package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.model.RoomId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads a page of a room's log: the one that ends before a number, or begins after one, or the
 * latest. Immutable.
 *
 * @param room which room
 * @param before the {@code seq} before which the page ends, exclusive
 * @param after the {@code seq} after which it begins, exclusive; not together with {@code before}
 * @param limit at most so many events, 1 to 200; when empty 50, and 200 with {@code after}
 */
public record ReadHistory(RoomId room, OptionalLong before, OptionalLong after, OptionalInt limit)
    implements Command<ReadHistory.Read> {
  /**
   * A page of events.
   *
   * @param room the room
   * @param events ascending
   * @param head the end of the log when it was read
   * @param from read backwards: the number from which on {@code events} show all that is kept up to
   *     where they end
   * @param more whether further ones follow in the direction read
   */
  public record Read(
      RoomId room, List<RoomEvent> events, Position head, OptionalLong from, boolean more)
      implements Reply {}

  /** Rejects null. */
  public ReadHistory {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(limit, "limit");
  }

  @Override
  public Optional<Outcome.Refused<Read>> check(int maxTextLength) {
    if (before.isPresent() && after.isPresent()) {
      return Optional.of(
          Outcome.invalid("before", "A page has either a before or an after, not both."));
    }
    if (before.orElse(0) < 0) {
      return Optional.of(Outcome.invalid("before", "A seq is at least 0."));
    }
    if (after.orElse(0) < 0) {
      return Optional.of(Outcome.invalid("after", "A seq is at least 0."));
    }
    return PageSize.check(limit);
  }
}
