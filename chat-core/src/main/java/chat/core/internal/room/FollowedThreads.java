package chat.core.internal.room;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.log.EventTail;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.FollowStore;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells users which threads of a room they follow because of replies. Must be called in the lane of
 * the room. Stateless.
 */
public final class FollowedThreads {
  private FollowedThreads() {}

  /** What the connections of a user are told of a thread. */
  public static Signal signal(Room room, FollowStore.Follow follow) {
    return new Signal.ThreadFollowed(room.id(), follow.root(), follow.on(), follow.readUpTo());
  }

  /** Tells users, on this node and others, that they follow a thread since an append. */
  static void began(Room room, List<Appended.Follower> followers) {
    for (Appended.Follower each : followers) {
      room.connectedUsers()
          .find(each.user())
          .filter(user -> user.isMember(room.id()))
          .ifPresent(user -> began(room, user, each.follow()));
      room.rooms().peers().membership(room.id(), each.user());
    }
  }

  private static void began(Room room, ConnectedUser user, FollowStore.Follow follow) {
    if (user.followed(room.id(), follow.change())) {
      user.send(signal(room, follow), null);
    } else {
      check(room, user); // another node changed some before
    }
  }

  private static void check(Room room, ConnectedUser user) {
    room.rooms().offer(room.id(), new MembershipCheck.Both(room.connectedUsers(), user, room.id()));
  }

  /**
   * Checks the memberships of those who may follow a thread since an append that failed, because it
   * may be stored nevertheless: the authors of its replies and of the roots in memory.
   */
  static void checkAfter(Room room, AppendBatch failed) {
    Set<UserId> users = new TreeSet<>();
    for (PendingAppend<?> each : failed.events()) {
      if (each.event() instanceof MessagePosted posted && posted.replyTo().isPresent()) {
        users.add(posted.author().id());
        addAuthorOfRoot(room.log().tail(), posted.replyTo().getAsLong(), users);
      }
    }
    users.forEach(id -> room.connectedUsers().find(id).ifPresent(user -> check(room, user)));
  }

  private static void addAuthorOfRoot(EventTail tail, long answered, Set<UserId> users) {
    if (answered <= tail.floor() || answered > tail.head() || !tail.covers(answered - 1)) {
      return;
    }
    for (RoomEvent event : tail.between(answered - 1, answered + 1)) {
      if (event instanceof MessagePosted posted && posted.thread().isEmpty()) {
        users.add(posted.author().id());
      }
    }
  }
}
