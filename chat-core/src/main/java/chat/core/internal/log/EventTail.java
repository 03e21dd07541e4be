package chat.core.internal.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.internal.context.ProtocolLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The latest events of a room, without a gap up to the head: a cache of its log. It is bounded in
 * the number of messages and in bytes, and all of them together in bytes: past a bound the oldest
 * event is dropped, and an event that does not fit at all is not held. Confined to the room's lane.
 */
public final class EventTail {
  private static final int FIRST_RING = 16;

  private final TailBounds bounds;
  private RoomEvent[] ring = new RoomEvent[FIRST_RING]; // grows with what it holds
  private long head;
  private int size;
  private int messages;
  private long bytes;
  private long pageBytes; // of the events that pages show

  /** A buffer that ends at {@code head} and holds nothing yet. */
  EventTail(TailBounds bounds, long head) {
    this.bounds = bounds;
    this.head = head;
  }

  /** The number of the last event, held or not. */
  public long head() {
    return head;
  }

  /** Events after this number are held, up to the head. */
  public long floor() {
    return head - size;
  }

  /** The bytes that the held events take. */
  public long bytes() {
    return bytes;
  }

  /**
   * Adds the event after the head; the oldest ones are dropped when it does not fit.
   *
   * @throws IllegalArgumentException if it is not the one after the head
   */
  void add(RoomEvent event) {
    if (event.seq() != head + 1) {
      throw new IllegalArgumentException("event " + event.seq() + " after " + head);
    }
    int more = event.footprint();
    while (size > 0 && (isFullFor(event) || bytes + more > bounds.bytes())) {
      dropOldest();
    }
    boolean fits = bytes + more <= bounds.bytes() && take(more);
    head = event.seq();
    if (fits) {
      grow();
      size++;
      ring[index(head)] = event;
      count(event, +1);
    }
  }

  private boolean isFullFor(RoomEvent event) {
    return event instanceof MessagePosted && messages == bounds.messages();
  }

  private void count(RoomEvent event, int sign) {
    long more = (long) sign * event.footprint();
    bytes += more;
    pageBytes += event.target().isEmpty() ? more : 0;
    messages += event instanceof MessagePosted ? sign : 0;
  }

  /** Takes bytes of what all tails share; the oldest events are dropped until that works. */
  private boolean take(int more) {
    while (!bounds.all().tryTake(more)) {
      bounds.pressed().run();
      if (size == 0) {
        return false;
      }
      dropOldest();
    }
    return true;
  }

  /**
   * Adds what precedes the held events, as far as it fits; nothing is dropped for it.
   *
   * @param older events without a gap, ascending; those that do not reach the floor are ignored
   */
  public void addBefore(List<RoomEvent> older) {
    for (int i = older.size() - 1; i >= 0; i--) {
      RoomEvent event = older.get(i);
      int more = event.footprint();
      if (event.seq() < floor() || isFullFor(event)) {
        return;
      }
      if (event.seq() == floor()) {
        if (bytes + more > bounds.bytes() || !bounds.all().tryTake(more)) {
          return;
        }
        grow();
        ring[index(event.seq())] = event;
        size++;
        count(event, +1);
      }
    }
  }

  /** Makes a place for one more. */
  private void grow() {
    if (size < ring.length) {
      return;
    }
    RoomEvent[] before = ring;
    ring = new RoomEvent[2 * before.length];
    for (RoomEvent event : before) {
      ring[index(event.seq())] = event;
    }
  }

  private void dropOldest() {
    int at = index(floor() + 1);
    RoomEvent oldest = ring[at];
    ring[at] = null;
    size--;
    count(oldest, -1);
    bounds.all().give(oldest.footprint());
  }

  /** Holds nothing any more; the head stays. */
  public void clear() {
    ring = new RoomEvent[FIRST_RING];
    bounds.all().give(bytes);
    bytes = 0;
    pageBytes = 0;
    messages = 0;
    size = 0;
  }

  /** Goes on after {@code newHead}, holding nothing. */
  public void skipTo(long newHead) {
    clear();
    head = newHead;
  }

  /** Holds nothing up to {@code newFloor} any more, which is at most the head. */
  void dropTo(long newFloor) {
    while (size > 0 && floor() < newFloor) {
      dropOldest();
    }
  }

  /** Whether every event after {@code seq} is held. */
  public boolean covers(long seq) {
    return seq >= floor();
  }

  /**
   * Whether the held events fill any page that ends at the head, be it of more events than are
   * held: an event takes at most twice as many bytes of heap as of the page.
   */
  boolean fillsPage() {
    return pageBytes >= 2L * ProtocolLimits.MAX_PAGE_WEIGHT;
  }

  /**
   * The events after {@code after} and before {@code before}, ascending.
   *
   * @throws IllegalArgumentException if the first of them is not held
   */
  public List<RoomEvent> between(long after, long before) {
    if (!covers(after)) {
      throw new IllegalArgumentException("nothing is held after " + after);
    }
    List<RoomEvent> events = new ArrayList<>();
    for (long seq = after + 1; seq < before && seq <= head; seq++) {
      events.add(ring[index(seq)]);
    }
    return events;
  }

  /**
   * Whether the events of the page that ends before {@code end} are held.
   *
   * @param limit how many messages the page has
   * @param logFloor everything up to here is no longer kept
   */
  boolean holdsPage(long end, int limit, long logFloor) {
    if (floor() <= logFloor) {
      return true;
    }
    return end > head ? messages >= limit : page(end, limit).messages() == limit;
  }

  /**
   * What a page shows of the held events before {@code end}: the last {@code limit} messages and
   * the events about no message between and after them, ascending.
   */
  public Page page(long end, int limit) {
    List<RoomEvent> events = new ArrayList<>();
    int found = 0;
    for (long seq = Math.min(end - 1, head); seq > floor() && found < limit; seq--) {
      RoomEvent event = ring[index(seq)];
      if (event.target().isEmpty()) {
        events.add(event);
        found += event instanceof MessagePosted ? 1 : 0;
      }
    }
    Collections.reverse(events);
    return new Page(events, found);
  }

  /** Events of a page, and how many of them are messages. */
  public record Page(List<RoomEvent> events, int messages) {}

  private int index(long seq) {
    return (int) (seq % ring.length);
  }
}
