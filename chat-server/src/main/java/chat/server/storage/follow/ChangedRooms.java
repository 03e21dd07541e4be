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
 * The rooms that a follower has to check, in the order of their first change. Beyond its limit it
 * stands for all rooms. Not thread-safe.
 */
public final class ChangedRooms {
  /** The heap that a room id takes in a set. */
  static final int ROOM_BYTES = 256;

  private final int most;
  private Set<RoomId> rooms = new LinkedHashSet<>();
  private boolean all = true;

  /**
   * Starts as all rooms, because the position of the consumer is unknown.
   *
   * @param most the limit of rooms, at least 1
   */
  public ChangedRooms(int most) {
    this.most = most;
  }

  /**
   * The changed rooms of one follower. The followers share half of {@link HeapShare#INDEXING}; half
   * of each share is for changed rooms, the other half for rooms that wait for turns.
   */
  public static ChangedRooms ofFollower() {
    long rooms = HeapShare.INDEXING.bytes() / 4 / LogFollowers.MOST / ROOM_BYTES;
    return new ChangedRooms((int) Math.max(1, Math.min(Integer.MAX_VALUE, rooms)));
  }

  /** The limit of rooms. */
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

  /** Returns whether all rooms are to be checked, and resets that. */
  boolean takeAll() {
    boolean taken = all;
    all = false;
    return taken;
  }

  /** Removes and returns the first {@code limit} rooms. */
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
