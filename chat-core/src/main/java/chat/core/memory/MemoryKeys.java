package chat.core.memory;

import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.core.port.Receipt;
import chat.core.port.SendKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The latest send keys that name one room. They are stored in arrays, oldest first: there are many
 * of them, and the garbage collector would have to copy and scan an object for each. Guarded by the
 * store's monitor.
 */
final class MemoryKeys {
  private static final int FIRST_CAPACITY = 16;

  private final RoomId named;
  private final int most;
  private final long factor;

  // ring buffers, by slot
  private UserId[] authors = new UserId[FIRST_CAPACITY];
  private String[] clientIds = new String[FIRST_CAPACITY];
  private RoomId[] rooms = new RoomId[FIRST_CAPACITY];
  private long[] seqs = new long[FIRST_CAPACITY];
  private Instant[] times = new Instant[FIRST_CAPACITY];
  private String[] subjects = new String[FIRST_CAPACITY];
  private int oldest;
  private int size;

  /**
   * A hash table of slots: the hash of a key in the upper 32 bits, its slot plus one in the lower;
   * 0 is free. Open addressing with linear probing; the capacity is a power of two, and at least
   * half of it is free.
   */
  private long[] table = new long[2 * FIRST_CAPACITY];

  /**
   * No keys yet.
   *
   * @param named the room that they all name
   * @param most maximum number of keys, at least 16
   * @param factor an odd random number for the hash: clients choose their keys, and could otherwise
   *     choose keys that collide
   */
  MemoryKeys(RoomId named, int most, long factor) {
    this.named = named;
    this.most = most;
    this.factor = factor;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Optional<Receipt> find(SendKey key) {
    int hash = hash(key.author(), key.clientId());
    for (int i = home(hash); table[i] != 0; i = next(i)) {
      int slot = slot(table[i]);
      if (hash(table[i]) == hash
          && clientIds[slot].equals(key.clientId())
          && authors[slot].equals(key.author())) {
        return Optional.of(new Receipt(rooms[slot], seqs[slot], times[slot], subjects[slot]));
      }
    }
    return Optional.empty();
  }

  /** Adds {@code key}, which must be new, with the place of {@code event}. */
  void put(SendKey key, RoomEvent event) {
    RoomId room = event.room().equals(named) ? named : event.room();
    put(key.author(), key.clientId(), room, event.seq(), event.at(), event.subject());
  }

  /** A copy without the keys of events that are stored in {@code room}. */
  MemoryKeys without(RoomId room) {
    MemoryKeys rest = new MemoryKeys(named, most, factor);
    for (int i = 0; i < size; i++) {
      int slot = slotOf(i);
      if (!rooms[slot].equals(room)) {
        rest.put(
            authors[slot], clientIds[slot], rooms[slot], seqs[slot], times[slot], subjects[slot]);
      }
    }
    return rest;
  }

  private void put(
      UserId author, String clientId, RoomId room, long seq, Instant at, String subject) {
    if (size == most) {
      dropOldest();
    } else if (size == authors.length) {
      grow();
    }
    int slot = slotOf(size++);
    authors[slot] = author;
    clientIds[slot] = clientId;
    rooms[slot] = room;
    seqs[slot] = seq;
    times[slot] = at;
    subjects[slot] = subject;
    index(slot);
  }

  /**
   * Doubles the capacity. Only a ring that has never wrapped around grows, so its oldest slot is 0.
   */
  private void grow() {
    int capacity = Math.min(2 * authors.length, most);
    authors = Arrays.copyOf(authors, capacity);
    clientIds = Arrays.copyOf(clientIds, capacity);
    rooms = Arrays.copyOf(rooms, capacity);
    seqs = Arrays.copyOf(seqs, capacity);
    times = Arrays.copyOf(times, capacity);
    subjects = Arrays.copyOf(subjects, capacity);
    table = new long[2 * table.length];
    for (int slot = 0; slot < size; slot++) {
      index(slot);
    }
  }

  private void index(int slot) {
    int hash = hash(authors[slot], clientIds[slot]);
    int i = home(hash);
    while (table[i] != 0) {
      i = next(i);
    }
    table[i] = (long) hash << Integer.SIZE | slot + 1;
  }

  /**
   * Removes the oldest key, whose slot the next key takes, and moves up displaced entries of the
   * table.
   */
  private void dropOldest() {
    int hole = home(hash(authors[oldest], clientIds[oldest]));
    while (slot(table[hole]) != oldest) {
      hole = next(hole);
    }
    for (int i = next(hole); table[i] != 0; i = next(i)) {
      if (distance(home(hash(table[i])), i) >= distance(hole, i)) {
        table[hole] = table[i];
        hole = i;
      }
    }
    table[hole] = 0;
    oldest = slotOf(1);
    size--;
  }

  private int slotOf(int age) {
    return (oldest + age) % authors.length;
  }

  private int hash(UserId author, String clientId) {
    long hash = author.hashCode();
    for (int i = 0; i < clientId.length(); i++) {
      hash = (hash + clientId.charAt(i)) * factor;
    }
    return (int) (hash >>> Integer.SIZE); // the well mixed upper bits
  }

  private static int hash(long entry) {
    return (int) (entry >>> Integer.SIZE);
  }

  private static int slot(long entry) {
    return (int) entry - 1;
  }

  private int home(int hash) {
    return hash & table.length - 1;
  }

  private int next(int i) {
    return i + 1 & table.length - 1;
  }

  private int distance(int from, int to) {
    return to - from & table.length - 1;
  }
}
