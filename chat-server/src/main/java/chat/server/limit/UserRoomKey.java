package chat.server.limit;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Comparator;

/**
 * Somebody in a room. Immutable. It has an order because people pick the ids of rooms: with one, a
 * hash map is quick also where somebody picks those of one hash.
 */
record UserRoomKey(UserId user, RoomId room) implements Comparable<UserRoomKey> {
  private static final Comparator<UserRoomKey> ORDER =
      Comparator.comparing(UserRoomKey::room).thenComparing(UserRoomKey::user);

  @Override
  public int compareTo(UserRoomKey other) {
    return ORDER.compare(this, other);
  }
}
