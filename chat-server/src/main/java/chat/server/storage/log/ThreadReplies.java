package chat.server.storage.log;

import chat.core.event.MessagePosted;
import chat.core.model.UserId;
import chat.core.port.Appended;
import chat.core.port.FollowStore.Follow;
import chat.server.storage.directory.FollowRow;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The replies of one append, whose authors follow the threads; and the threads of which they are
 * the first replies, which the authors of the roots follow. Confined to a transaction that has
 * locked the room's row.
 */
final class ThreadReplies {
  private record Place(UserId user, long root) {}

  private final SqlSession session;
  private final RoomRow room;
  private final Map<Place, Long> last = new LinkedHashMap<>(); // the seq of the user's last reply
  private final Set<Place> begun = new LinkedHashSet<>();

  ThreadReplies(SqlSession session, RoomRow room) {
    this.session = session;
    this.room = room;
  }

  /**
   * Adds a reply.
   *
   * @param root the root of its thread before it; empty when it is not kept
   */
  void add(MessagePosted reply, Optional<MessagePosted> root) {
    long thread = reply.thread().getAsLong();
    last.put(new Place(reply.author().id(), thread), reply.seq());
    if (root.isPresent() && root.get().state().replies().isEmpty()) {
      begun.add(new Place(root.get().author().id(), thread));
    }
  }

  /** Writes who follows the threads; returns those who did not before. */
  List<Appended.Follower> write() throws SQLException {
    List<Appended.Follower> followers = new ArrayList<>();
    for (Map.Entry<Place, Long> each : last.entrySet()) {
      UserId user = each.getKey().user();
      long root = each.getKey().root();
      if (!FollowRow.replied(session, room.number(), user, root, each.getValue())) {
        follow(each.getKey(), each.getValue(), followers);
      }
    }
    for (Place each : begun) {
      if (FollowRow.find(session, room.number(), each.user(), each.root()).isEmpty()) {
        follow(each, each.root(), followers);
      }
    }
    return followers;
  }

  private void follow(Place place, long mark, List<Appended.Follower> followers)
      throws SQLException {
    Optional<Follow> follow =
        FollowRow.set(session, room.number(), place.user(), place.root(), true, mark);
    follow.ifPresent(state -> followers.add(new Appended.Follower(place.user(), state)));
  }
}
