package chat.core.port;

import chat.core.model.Membership;
import chat.core.model.Notifications;
import chat.core.model.ReadMarker;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The memberships of users in rooms, with what is the users' own there: read markers and the level
 * of notifications. The numbered rules of {@link Directory} apply. Thread-safe.
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

  /**
   * Raises the read marker of a member to {@code seq}; does nothing when it is not lower.
   *
   * @return the read marker as it is afterwards; empty when the user is not a member
   */
  CompletionStage<Optional<ReadMarker>> mark(RoomId room, UserId user, long seq);

  /**
   * Sets the read marker of a member to {@code seq}, lower too, which begins a new generation.
   *
   * @return the new read marker; empty when the user is not a member
   */
  CompletionStage<Optional<ReadMarker>> markUnread(RoomId room, UserId user, long seq);

  /**
   * Sets of which messages of the room a member wants to be notified.
   *
   * @return false when the user is not a member
   */
  CompletionStage<Boolean> setNotifications(RoomId room, UserId user, Notifications notifications);
}
