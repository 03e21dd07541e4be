package chat.server.store;

import chat.core.model.RoomId;
import chat.server.bound.HeapShare;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rooms that the index has to look at. Past so many as there is memory for it is all of them.
 * Guarded by whoever holds it.
 */
final class ChangedRooms {
  /** What the id of a room takes, in a tree. */
  static final int ROOM_BYTES = 256;

  private final int most;
  private Set<RoomId> rooms = new TreeSet<>();
  private boolean all = true;

  /** All rooms, for nobody knows how far the index is; later as many as fit into half its share. */
  ChangedRooms() {
    this((int) Math.min(Integer.MAX_VALUE, HeapShare.INDEXING.bytes() / 2 / ROOM_BYTES));
  }

  /**
   * @param most so many rooms are noted
   */
  ChangedRooms(int most) {
    this.most = most;
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
    rooms = new TreeSet<>();
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

  /** The rooms that were noted since the last time. */
  Set<RoomId> take() {
    Set<RoomId> taken = rooms;
    rooms = new TreeSet<>();
    return taken;
  }
}
