package chat.server.torture;

import java.util.ArrayList;
import java.util.List;

/**
 * What clients did and saw, in one order: what is sent is added before it leaves, what is seen
 * after it came. So an answer that stands before a send was there when that was sent, whoever sent
 * it. Thread-safe.
 */
final class History {
  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** One thing that a client did or saw. */
  sealed interface Entry permits Sent, Acked, Refused, Joined, Paged, Live, Settled {
    Link link();
  }

  /** One connection of one device of a person. */
  record Link(String person, String device, int connection) {}

  /** A message as it is shown and kept. */
  record Said(String room, long seq, String author, String clientId, String text, String at) {}

  /** Some of a room's messages, and the room's head when they were read. */
  record Page(String room, String epoch, long head, List<Said> events, boolean more) {
    Page {
      events = List.copyOf(events);
    }

    /** Where somebody who had everything up to {@code after} is with this. */
    long end(long after) {
      return events.isEmpty() ? after : events.get(events.size() - 1).seq();
    }
  }

  /**
   * About to be sent.
   *
   * @param room named in the frame
   * @param text as it should be kept
   * @param to whom it is for alone; empty when it is for the room
   */
  record Sent(Link link, String room, String clientId, String text, String to, boolean retry)
      implements Entry {}

  /**
   * Acknowledged.
   *
   * @param room where it is kept
   */
  record Acked(Link link, String room, long seq, String clientId, String at, boolean duplicate)
      implements Entry {}

  record Refused(Link link, String clientId, String code) implements Entry {}

  /**
   * Joined a room.
   *
   * @param after the cursor's seq; -1 without a cursor
   */
  record Joined(Link link, long after, boolean resumed, Page page) implements Entry {
    static final long NOTHING = -1;
  }

  /** Read on after {@code after}. */
  record Paged(Link link, long after, Page page) implements Entry {}

  record Live(Link link, Said said) implements Entry {}

  /** Has everything of a room, as far as the client can tell. */
  record Settled(Link link, String room) implements Entry {}
}
