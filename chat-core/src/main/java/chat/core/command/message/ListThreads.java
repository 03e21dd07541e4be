package chat.core.command.message;

import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.PageSize;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lists the threads that the user follows, those with the latest message first. Immutable.
 *
 * @param limit maximum number of threads, 1 to 200; when empty 50
 */
public record ListThreads(OptionalInt limit) implements Command<ListThreads.Listed> {
  /**
   * A thread that the user follows.
   *
   * @param room the room
   * @param root the {@code seq} of the root, which may no longer be kept
   * @param last the {@code seq} of the last reply, or of the root when there is none
   * @param seq up to where the user has read it
   * @param unread number of replies of other users after the read marker, at most 1,000
   */
  public record FollowedThread(RoomId room, long root, long last, long seq, int unread) {
    /** Rejects null. */
    public FollowedThread {
      Objects.requireNonNull(room, "room");
    }
  }

  /**
   * The threads that the user follows.
   *
   * @param threads the threads, the latest first
   * @param more whether the user follows further ones
   */
  public record Listed(List<FollowedThread> threads, boolean more) implements Reply {
    /** Copies the list. */
    public Listed {
      threads = List.copyOf(threads);
    }
  }

  /** Rejects null. */
  public ListThreads {
    Objects.requireNonNull(limit, "limit");
  }

  @Override
  public Optional<Outcome.Refused<Listed>> check(int maxTextLength) {
    return PageSize.check(limit);
  }
}
