package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sets whether the user follows a thread. Immutable.
 *
 * @param room the room
 * @param root the {@code seq} of the root of the thread, which need not have replies yet
 * @param on whether the user follows it
 */
public record FollowThread(RoomId room, long root, boolean on)
    implements Command<FollowThread.Followed> {
  /**
   * The setting is stored.
   *
   * @param room the room
   * @param root the {@code seq} of the root
   * @param on whether the user follows the thread
   * @param seq up to where the user has read it; empty when the user does not follow it
   */
  public record Followed(RoomId room, long root, boolean on, OptionalLong seq) implements Reply {}

  /** Rejects null. */
  public FollowThread {
    Objects.requireNonNull(room, "room");
  }

  @Override
  public Optional<Outcome.Refused<Followed>> check(int maxTextLength) {
    return root < 1
        ? Optional.of(Outcome.invalid("root", "A seq must be at least 1."))
        : Optional.empty();
  }
}
