package chat.server.storage.follow;

import chat.core.model.RoomId;
import chat.server.bound.HeapShare;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rooms that a follower has to look at, in the order in which they changed first; past as many
 * as there is memory for it is all rooms. Not thread-safe.
 */
public final class ChangedRooms {
  /** What the id of a room takes, in a set. */
  static final int ROOM_BYTES = 256;

  private final int most;
  private Set<RoomId> rooms = new LinkedHashSet<>();
  private boolean all = true;

  /**
   * All rooms, for it is not known how far the consumer is.
   *
   * @param most so many rooms are noted later, at least 1
   */
  public ChangedRooms(int most) {
    this.most = most;
  }

  /**
   * Those of one follower. The followers share half of the memory for what is behind the log; of
   * each part one half is for the rooms that have changed, the other for those that wait for turns.
   */
  public static ChangedRooms ofFollower() {
    long rooms = HeapShare.INDEXING.bytes() / 4 / LogFollowers.MOST / ROOM_BYTES;
    return new ChangedRooms((int) Math.max(1, Math.min(Integer.MAX_VALUE, rooms)));
  }

  /** So many rooms are noted. */
  int most() {
    return most;
  }

  void add(RoomId room) {
    if (all) {
      return;
    }
    rooms.add(room);
    if (rooms.size() > most) {
      addAll();
    }
  }

  void addAll() {
    all = true;
    rooms = new LinkedHashSet<>();
  }

  boolean isEmpty() {
    return rooms.isEmpty() && !all;
  }

  /** Whether all rooms are to be looked at; asked once. */
  boolean takeAll() {
    boolean taken = all;
    all = false;
    return taken;
  }

  /** The first {@code limit} of the rooms that were noted since the last time. */
  Collection<RoomId> take(int limit) {
    if (rooms.size() <= limit) {
      Collection<RoomId> taken = rooms;
      rooms = new LinkedHashSet<>();
      return taken;
    }
    List<RoomId> taken = new ArrayList<>();
    for (Iterator<RoomId> each = rooms.iterator(); taken.size() < limit && each.hasNext(); ) {
      taken.add(each.next());
      each.remove();
    }
    return taken;
  }
}
