package chat.server.torture.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The files that acknowledged messages have, and those that had one. Thread-safe. */
final class Ledger {
  /** A file of an acknowledged message. Thread-safe. */
  static final class Sent {
    final String id;
    final String hash;
    final String room;
    final long seq;

    /** Whether a preview was acknowledged. */
    final boolean hasPreview;

    /** Set before the deletion of its message is asked for. */
    volatile boolean isDeleting;

    /** Set when that is acknowledged. */
    volatile boolean isDeleted;

    Sent(String id, String hash, String room, long seq, boolean hasPreview) {
      this.id = id;
      this.hash = hash;
      this.room = room;
      this.seq = seq;
      this.hasPreview = hasPreview;
    }

    @Override
    public String toString() {
      return "file " + id + " of message " + seq + " in " + room;
    }
  }

  private final Map<String, Sent> byId = new ConcurrentHashMap<>();
  private final List<Sent> all = new CopyOnWriteArrayList<>();

  /** Adds a file; false if another message has it. */
  boolean add(Sent sent) {
    boolean isNew = byId.putIfAbsent(sent.id, sent) == null;
    if (isNew) {
      all.add(sent);
    }
    return isNew;
  }

  List<Sent> all() {
    return new ArrayList<>(all);
  }

  /** One of them, the latest ones more often; null when there is none. */
  Sent any(Random random) {
    int size = all.size();
    int reach = random.nextBoolean() ? Math.min(size, 20) : size;
    return size == 0 ? null : all.get(size - 1 - random.nextInt(reach));
  }
}
