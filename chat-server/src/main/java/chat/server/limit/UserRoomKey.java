package chat.server.limit;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Comparator;

/**
 * A user in a room. Comparable so that hash maps stay fast when clients choose room ids with equal
 * hashes. Immutable.
 */
record UserRoomKey(UserId user, RoomId room) implements Comparable<UserRoomKey> {
  private static final Comparator<UserRoomKey> ORDER =
      Comparator.comparing(UserRoomKey::room).thenComparing(UserRoomKey::user);

  @Override
  public int compareTo(UserRoomKey other) {
    return ORDER.compare(this, other);
  }
}
