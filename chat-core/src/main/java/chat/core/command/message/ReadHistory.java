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
 * Reads a page of a room's log: the page before a {@code seq}, the page after one, or the latest
 * page. Immutable.
 *
 * @param room the room
 * @param before the {@code seq} before which the page ends, exclusive
 * @param after the {@code seq} after which the page begins, exclusive; not together with {@code
 *     before}
 * @param limit maximum number of messages, or of events with {@code after}, 1 to 200; when empty
 *     50, and 200 with {@code after}
 */
public record ReadHistory(RoomId room, OptionalLong before, OptionalLong after, OptionalInt limit)
    implements Command<ReadHistory.Read> {
  /**
   * A page of events.
   *
   * @param room the room
   * @param events the events, ascending
   * @param head the head of the log when it was read
   * @param from when read backwards: the {@code seq} from which {@code events} are complete up to
   *     their end
   * @param more whether there are further events in the direction read
   * @param mine the caller's own reactions
   */
  public record Read(
      RoomId room,
      List<RoomEvent> events,
      Position head,
      OptionalLong from,
      boolean more,
      OwnReactions mine)
      implements Reply {
    /** The same page with the caller's own reactions. */
    public Read with(OwnReactions own) {
      return new Read(room, events, head, from, more, own);
    }

    /** A page without own reactions. */
    public Read(
        RoomId room, List<RoomEvent> events, Position head, OptionalLong from, boolean more) {
      this(room, events, head, from, more, OwnReactions.NONE);
    }
  }

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
      return Optional.of(Outcome.invalid("before", "Specify either before or after, not both."));
    }
    if (before.orElse(0) < 0) {
      return Optional.of(Outcome.invalid("before", "A seq must be at least 0."));
    }
    if (after.orElse(0) < 0) {
      return Optional.of(Outcome.invalid("after", "A seq must be at least 0."));
    }
    return PageSize.check(limit);
  }
}
