package chat.server.torture;

import chat.server.torture.history.Event;
import chat.server.torture.history.Page;
import chat.server.torture.history.Seen;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a device holds of a room, over all its connections. Its cursor stands before the first event
 * that is missing. Confined to the device.
 */
final class Held {
  private static final int LATEST = 6;

  private final BitSet seqs = new BitSet();
  private final NavigableMap<Long, Known> latest = new TreeMap<>();
  private String epoch = "";
  private long head;

  /** On this connection. */
  boolean joining;

  boolean joined;
  boolean paging;

  /** A message that it can change. Immutable. */
  record Known(long seq, String author, long thread, long rev) {}

  /** Forgets what belongs to a connection, which has ended. */
  void disconnected() {
    joining = false;
    joined = false;
    paging = false;
  }

  void take(Seen seen) {
    Event event = seen.event();
    seqs.set((int) event.seq());
    head = Math.max(head, event.seq());
    if (event.isMessage()) {
      note(new Known(event.seq(), event.author(), event.thread(), seen.content().rev()));
    }
    Known target = latest.get(event.target());
    if (target != null && target.rev() < event.seq()) {
      note(new Known(target.seq(), target.author(), target.thread(), event.seq()));
    }
  }

  private void note(Known message) {
    latest.put(message.seq(), message);
    if (latest.size() > LATEST) {
      latest.pollFirstEntry();
    }
  }

  /** The latest messages, deleted ones too: few, so that clients collide. */
  List<Known> latest() {
    return List.copyOf(latest.values());
  }

  /** Takes a page of this log; what was held of another log is dropped. */
  void take(Page page) {
    if (!epoch.equals(page.epoch())) {
      if (!epoch.isEmpty()) {
        seqs.clear();
        latest.clear();
        head = 0;
      }
      epoch = page.epoch();
    }
    page.events().forEach(this::take);
    head = Math.max(head, page.head());
  }

  /** The log's epoch; empty when it is not known yet. */
  String epoch() {
    return epoch;
  }

  long head() {
    return head;
  }

  long cursor() {
    return seqs.nextClearBit(1) - 1L;
  }

  boolean lacksSome() {
    return cursor() < head;
  }
}
