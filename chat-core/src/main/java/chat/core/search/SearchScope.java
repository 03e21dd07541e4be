package chat.core.search;

import chat.core.model.RoomId;
import java.util.Set;

/**
 * The rooms to search. Immutable.
 *
 * @param rooms the rooms
 * @param publicRooms whether all public rooms are searched too
 */
public record SearchScope(Set<RoomId> rooms, boolean publicRooms) {
  /** Rejects null. */
  public SearchScope {
    rooms = Set.copyOf(rooms);
  }

  /** The scope of a single room. */
  public static SearchScope of(RoomId room) {
    return new SearchScope(Set.of(room), false);
  }
}
