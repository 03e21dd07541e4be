package chat.core.port;

import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Which users are members of which rooms, and how far each has read. The numbered rules of {@link
 * Directory} hold. Thread-safe.
 */
public interface MembershipStore {
  /** The rooms that somebody belongs to, direct conversations included, by ascending id. */
  CompletionStage<List<Membership>> memberships(UserId user);

  /** Makes users members of a room, each with a first read marker, without a bound. */
  default CompletionStage<Void> join(RoomId room, Map<UserId, Long> marks) {
    return join(room, marks, Integer.MAX_VALUE).thenApply(leftOut -> null);
  }

  /**
   * Makes users members of a room, each with a first read marker.
   *
   * @param most how many rooms a user may belong to, this one included; conversations do not count.
   *     Decided in the change itself, whatever other rooms the user joins at the same time
   * @return those who belong to so many already and have not become members
   */
  CompletionStage<Set<UserId>> join(RoomId room, Map<UserId, Long> marks, int most);

  /** Ends a membership; nothing when there is none. */
  CompletionStage<Void> leave(RoomId room, UserId user);

  /** Raises a member's reading mark to {@code seq}; nothing when it is there already. */
  CompletionStage<Void> mark(RoomId room, UserId user, long seq);
}
