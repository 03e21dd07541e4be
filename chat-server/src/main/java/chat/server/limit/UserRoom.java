package chat.server.limit;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Comparator;

/**
 * Somebody in a room. Immutable. It has an order because people pick the ids of rooms: with one, a
 * hash map is quick also where somebody picks those of one hash.
 */
record UserRoom(UserId user, RoomId room) implements Comparable<UserRoom> {
  private static final Comparator<UserRoom> ORDER =
      Comparator.comparing(UserRoom::room).thenComparing(UserRoom::user);

  @Override
  public int compareTo(UserRoom other) {
    return ORDER.compare(this, other);
  }
}
