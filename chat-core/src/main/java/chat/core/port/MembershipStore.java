package chat.core.port;

import chat.core.model.Membership;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The memberships of users in rooms, with their read markers. The numbered rules of {@link
 * Directory} apply. Thread-safe.
 */
public interface MembershipStore {
  /** The memberships of a user, including direct conversations, by ascending room id. */
  CompletionStage<List<Membership>> memberships(UserId user);

  /**
   * Makes users members of a room, each with an initial read marker, without a limit of rooms per
   * user.
   */
  default CompletionStage<Void> join(RoomId room, Map<UserId, Long> marks) {
    return join(room, marks, Integer.MAX_VALUE).thenApply(leftOut -> null);
  }

  /**
   * Makes users members of a room, each with an initial read marker.
   *
   * @param most maximum number of rooms of a user, including this one, without conversations.
   *     Checked atomically with the change, also when the user joins other rooms concurrently
   * @return the users who have reached that number and have not become members
   */
  CompletionStage<Set<UserId>> join(RoomId room, Map<UserId, Long> marks, int most);

  /** Ends a membership; does nothing when there is none. */
  CompletionStage<Void> leave(RoomId room, UserId user);

  /** Raises the read marker of a member to {@code seq}; does nothing when it is not lower. */
  CompletionStage<Void> mark(RoomId room, UserId user, long seq);
}
