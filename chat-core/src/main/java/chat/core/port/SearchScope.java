package chat.core.port;

import chat.core.model.RoomId;
import java.util.Set;

/**
 * Where to search. Immutable.
 *
 * @param rooms these rooms
 * @param publicRooms whether all public rooms too
 */
public record SearchScope(Set<RoomId> rooms, boolean publicRooms) {
  /** Rejects null. */
  public SearchScope {
    rooms = Set.copyOf(rooms);
  }

  /** One room alone. */
  public static SearchScope of(RoomId room) {
    return new SearchScope(Set.of(room), false);
  }
}
