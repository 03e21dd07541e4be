package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Which threads users follow, and up to where they have read them. Only members follow threads of a
 * room, and it ends with the membership. {@link MessageLog#append} makes the authors of replies and
 * roots follow. Of more than {@link #MAX_FOLLOWS} states of a user, those are forgotten that were
 * set, or renewed by a reply of the user, the longest time ago. The numbered rules of {@link
 * Directory} apply. Thread-safe.
 */
public interface FollowStore {
  /** Maximum number of threads of a user whose state is kept, those not followed included. */
  int MAX_FOLLOWS = 1_000;

  /**
   * Whether a user follows a thread. Immutable.
   *
   * @param root the {@code seq} of the root
   * @param on whether the user follows it; kept when the user has chosen not to
   * @param mark the {@code seq} up to which the user has read it; never lower than before
   * @param change the number of its last change, among those of the user in the room; see {@link
   *     chat.core.model.Membership#followChanges}
   */
  record Follow(long root, boolean on, long mark, long change) {
    /** The mark, when the user follows the thread. */
    public OptionalLong readUpTo() {
      return on ? OptionalLong.of(mark) : OptionalLong.empty();
    }
  }

  /** What became of a command that sets whether a user follows a thread. Immutable. */
  sealed interface Result {
    /**
     * The state is kept.
     *
     * @param follow the state
     * @param isStored whether it was stored now; false when it was so before
     */
    record Kept(Follow follow, boolean isStored) implements Result {
      /** Rejects null. */
      public Kept {
        Objects.requireNonNull(follow, "follow");
      }
    }

    /** Nothing was stored. */
    enum Rejected implements Result {
      /** The user is not a member of the room. */
      NOT_MEMBER,
      /** There is no thread with this root, and no live message that could be one. */
      NO_THREAD
    }
  }

  /**
   * A followed thread of which something is kept. Immutable.
   *
   * @param room the room
   * @param root the {@code seq} of the root
   * @param last the {@code seq} of the last reply, deleted ones included; of the root when there is
   *     none
   * @param mark the {@code seq} up to which the user has read it
   * @param unread number of replies after {@code mark} that are neither deleted nor by the user
   */
  record FollowedThread(RoomId room, long root, long last, long mark, int unread) {
    /** Rejects null. */
    public FollowedThread {
      Objects.requireNonNull(room, "room");
    }
  }

  /**
   * A state that has changed. Immutable.
   *
   * @param follow the state
   * @param unread number of replies after the mark that are neither deleted nor by the user
   */
  record Change(Follow follow, int unread) {
    /** Rejects null. */
    public Change {
      Objects.requireNonNull(follow, "follow");
    }
  }

  /**
   * Sets whether a user follows a thread. A user who begins to follow it has read it up to its last
   * reply; the mark of one who follows it already stays.
   */
  CompletionStage<Result> follow(UserId user, RoomId room, long root, boolean on);

  /**
   * Raises the mark of a followed thread to {@code seq}; does nothing when it is not lower.
   *
   * @return the state as it is afterwards; empty when the user does not follow the thread
   */
  CompletionStage<Optional<Follow>> markThread(UserId user, RoomId room, long root, long seq);

  /**
   * A thread; empty when the user does not follow it, or nothing of it is kept.
   *
   * @param max maximum count of unread replies, at least 1
   */
  CompletionStage<Optional<FollowedThread>> followedThread(
      UserId user, RoomId room, long root, int max);

  /**
   * The followed threads of a user, those with the latest last message first, then by ascending
   * room id and root.
   *
   * @param limit maximum number of threads, at least 1
   * @param max maximum count of unread replies of a thread, at least 1
   */
  CompletionStage<List<FollowedThread>> followedThreads(UserId user, int limit, int max);

  /**
   * The states of a user in a room that changed after {@code change}, in the order of the changes.
   *
   * @param max maximum count of unread replies of a thread, at least 1
   */
  CompletionStage<List<Change>> followChanges(UserId user, RoomId room, long change, int max);
}
