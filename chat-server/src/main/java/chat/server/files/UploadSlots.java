package chat.server.files;

import chat.core.file.FileId;
import java.util.HashSet;
import java.util.Set;

/**
 * The uploads whose bytes this server is receiving. Two requests must not write into one file, and
 * each holds an open file. Thread-safe by its monitor.
 */
public final class UploadSlots {
  /** Maximum number of uploads that are received at a time. */
  public static final int MOST = 200;

  /** Whether a request may send bytes. */
  public enum Entry {
    /** It may, and has to {@link #leave}. */
    ENTERED,
    /** Another request is sending bytes of this upload. */
    LOCKED,
    /** As many others are received as the server takes. */
    FULL
  }

  private final Set<FileId> underWay = new HashSet<>(); // guarded by this

  /** Begins to receive bytes of an upload. */
  public synchronized Entry enter(FileId id) {
    if (underWay.contains(id)) {
      return Entry.LOCKED;
    }
    if (underWay.size() >= MOST) {
      return Entry.FULL;
    }
    underWay.add(id);
    return Entry.ENTERED;
  }

  /** Ends an upload's request that has entered. */
  public synchronized void leave(FileId id) {
    underWay.remove(id);
  }
}
