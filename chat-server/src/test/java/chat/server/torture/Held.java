package chat.server.torture;

import chat.server.torture.History.Page;
import java.util.BitSet;

/**
 * What a device holds of a room, over all its connections. Its cursor stands before the first
 * message that is missing. Confined to the device.
 */
final class Held {
  private final BitSet seqs = new BitSet();
  private String epoch = "";
  private long head;

  /** On this connection. */
  boolean joining;

  boolean joined;
  boolean paging;
  boolean settled;

  /** Forgets what belongs to a connection, which has ended. */
  void disconnected() {
    joining = false;
    joined = false;
    paging = false;
  }

  void take(long seq) {
    seqs.set((int) seq);
    head = Math.max(head, seq);
  }

  /** Takes a page of this log; what was held of another log is dropped. */
  void take(Page page) {
    if (!epoch.equals(page.epoch())) {
      if (!epoch.isEmpty()) {
        seqs.clear();
        head = 0;
      }
      epoch = page.epoch();
    }
    page.events().forEach(said -> take(said.seq()));
    head = Math.max(head, page.head());
  }

  /** The log's epoch; empty when it is not known yet. */
  String epoch() {
    return epoch;
  }

  long cursor() {
    return seqs.nextClearBit(1) - 1L;
  }

  boolean lacksSome() {
    return cursor() < head;
  }
}
