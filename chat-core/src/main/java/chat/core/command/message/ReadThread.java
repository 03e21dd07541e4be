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
 * Reads the replies of a thread: the latest ones, those before a {@code seq}, or those after one.
 * Immutable.
 *
 * @param room the room
 * @param root the {@code seq} of the root of the thread
 * @param before only replies before this {@code seq}, the last ones
 * @param after only replies after this {@code seq}, the first ones; not together with {@code
 *     before}
 * @param limit maximum number of replies, 1 to 200; when empty 50
 */
public record ReadThread(
    RoomId room, long root, OptionalLong before, OptionalLong after, OptionalInt limit)
    implements Command<ReadThread.Read> {
  /**
   * A page of a thread.
   *
   * @param room the room
   * @param root the {@code seq} of the root
   * @param events the root, if it is kept, and the replies, ascending
   * @param head the head of the log when they were read
   * @param from unless {@code after} was given: the {@code seq} from which the replies are complete
   *     up to their end
   * @param more whether there are further replies in the direction read
   * @param mine the caller's own reactions
   */
  public record Read(
      RoomId room,
      long root,
      List<RoomEvent> events,
      Position head,
      OptionalLong from,
      boolean more,
      OwnReactions mine)
      implements Reply {}

  /** Rejects null. */
  public ReadThread {
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
    if (root < 1) {
      return Optional.of(Outcome.invalid("root", "A seq must be at least 1."));
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
