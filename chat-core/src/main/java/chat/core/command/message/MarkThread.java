package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;

/**
 * Raises the read marker of the user in a thread that the user follows. A lower {@code seq} than
 * the current one changes nothing. Immutable.
 *
 * @param room the room
 * @param root the {@code seq} of the root of the thread
 * @param seq the {@code seq} of the last reply that the user has read
 */
public record MarkThread(RoomId room, long root, long seq) implements Command<MarkThread.Marked> {
  /**
   * The current read marker of the thread.
   *
   * @param room the room
   * @param root the {@code seq} of the root
   * @param seq the read marker, never lower than an earlier one
   * @param unread number of replies of other users after it, at most 1,000
   */
  public record Marked(RoomId room, long root, long seq, int unread) implements Reply {}

  /** Rejects null. */
  public MarkThread {
    Objects.requireNonNull(room, "room");
  }

  @Override
  public Optional<Outcome.Refused<Marked>> check(int maxTextLength) {
    if (root < 1) {
      return Optional.of(Outcome.invalid("root", "A seq must be at least 1."));
    }
    return seq < 0
        ? Optional.of(Outcome.invalid("seq", "A seq must be at least 0."))
        : Optional.empty();
  }
}
