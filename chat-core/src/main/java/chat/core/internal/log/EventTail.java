package chat.core.internal.log;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.internal.context.ProtocolLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cache of the latest events of a room's log, without a gap up to the head. Messages are cached
 * as the later events have made them, and the edits of deleted messages without their texts. Each
 * tail is bounded by messages and bytes, and all tails together by bytes: when a bound is reached,
 * the oldest event is evicted, and an event that does not fit at all is not cached. Confined to the
 * lane of the room.
 */
public final class EventTail {
  private static final int FIRST_RING = 16;

  private final TailBounds bounds;
  private RoomEvent[] ring = new RoomEvent[FIRST_RING]; // grows on demand
  private long head;
  private int size;
  private int messages;
  private long bytes;
  private long pageBytes; // of the events that are part of pages

  /** An empty tail whose next event follows {@code head}. */
  EventTail(TailBounds bounds, long head) {
    this.bounds = bounds;
    this.head = head;
  }

  /** The {@code seq} of the last event, whether it is cached or not. */
  public long head() {
    return head;
  }

  /** The events after this {@code seq} are cached, up to the head. */
  public long floor() {
    return head - size;
  }

  /** The bytes of heap of the cached events. */
  public long bytes() {
    return bytes;
  }

  /**
   * Adds the event after the head; evicts the oldest ones when it does not fit.
   *
   * @throws IllegalArgumentException if the {@code seq} of the event is not the next one
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
    apply(event);
  }

  /** Changes the cached messages that an event changes. */
  private void apply(RoomEvent event) {
    for (long seq : event.changedMessages()) {
      cached(seq).ifPresent(before -> replace(event.applyTo(before)));
    }
    if (event instanceof MessageDeleted deleted) {
      for (long seq = Math.max(floor(), deleted.message()) + 1; seq <= head; seq++) {
        if (isEditOf(deleted, ring[index(seq)])) {
          replace(((MessageEdited) ring[index(seq)]).erase());
        }
      }
    }
  }

  private static boolean isEditOf(MessageDeleted deleted, RoomEvent event) {
    return event instanceof MessageEdited edited && edited.message() == deleted.message();
  }

  private Optional<MessagePosted> cached(long seq) {
    return seq > floor() && seq <= head && ring[index(seq)] instanceof MessagePosted posted
        ? Optional.of(posted)
        : Optional.empty();
  }

  /** Puts another form of a cached event in its place; evicts the oldest when it does not fit. */
  private void replace(RoomEvent event) {
    int more = event.footprint() - ring[index(event.seq())].footprint();
    while (more > 0 && event.seq() > floor() && bytes + more > bounds.bytes()) {
      dropOldest();
    }
    if (event.seq() <= floor() || (more > 0 && !take(more))) {
      return; // evicted
    }
    if (event.seq() <= floor()) {
      bounds.all().give(Math.max(0, more)); // evicted to take the bytes
      return;
    }
    count(ring[index(event.seq())], -1);
    ring[index(event.seq())] = event;
    count(event, +1);
    bounds.all().give(Math.max(0, -more));
  }

  /**
   * Events that were read when {@code readAt} was the head, as the cached events after it have made
   * them; empty when those are no longer all cached.
   */
  public Optional<List<RoomEvent>> broughtUpToDate(List<RoomEvent> read, long readAt) {
    if (!covers(readAt)) {
      return Optional.empty();
    }
    Map<Long, Integer> places = new HashMap<>();
    List<RoomEvent> events = new ArrayList<>(read);
    for (int i = 0; i < read.size(); i++) {
      places.put(read.get(i).seq(), i);
    }
    for (long seq = readAt + 1; seq <= head; seq++) {
      RoomEvent event = ring[index(seq)];
      for (long changed : event.changedMessages()) {
        Integer place = places.get(changed);
        if (place != null && events.get(place) instanceof MessagePosted before) {
          events.set(place, event.applyTo(before));
        }
      }
      if (event instanceof MessageDeleted deleted) {
        events.replaceAll(each -> isEditOf(deleted, each) ? ((MessageEdited) each).erase() : each);
      }
    }
    return Optional.of(events);
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

  /** Takes bytes from the budget of all tails; evicts the oldest events until that succeeds. */
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
   * Adds events before the cached ones, as far as they fit; evicts nothing.
   *
   * @param older events without a gap, ascending; ignored unless they reach up to the floor
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

  /** Makes room for one more event. */
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

  /** Removes all cached events; the head stays. */
  public void clear() {
    ring = new RoomEvent[FIRST_RING];
    bounds.all().give(bytes);
    bytes = 0;
    pageBytes = 0;
    messages = 0;
    size = 0;
  }

  /** Removes all cached events and sets the head. */
  public void skipTo(long newHead) {
    clear();
    head = newHead;
  }

  /** Removes the cached events up to {@code newFloor}, which is at most the head. */
  void dropTo(long newFloor) {
    while (size > 0 && floor() < newFloor) {
      dropOldest();
    }
  }

  /** Whether all events after {@code seq} are cached. */
  public boolean covers(long seq) {
    return seq >= floor();
  }

  /**
   * Whether the cached events fill any page that ends at the head, whatever its limit: an event
   * takes at most twice as many bytes of heap as of the page.
   */
  boolean fillsPage() {
    return pageBytes >= 2L * ProtocolLimits.MAX_PAGE_WEIGHT;
  }

  /**
   * The events after {@code after} and before {@code before}, ascending.
   *
   * @throws IllegalArgumentException if the first of them is not cached
   */
  public List<RoomEvent> between(long after, long before) {
    if (!covers(after)) {
      throw new IllegalArgumentException("events are not cached after " + after);
    }
    List<RoomEvent> events = new ArrayList<>();
    for (long seq = after + 1; seq < before && seq <= head; seq++) {
      events.add(ring[index(seq)]);
    }
    return events;
  }

  /**
   * Whether the events of the page that ends before {@code end} are cached.
   *
   * @param limit number of messages of the page
   * @param logFloor the log has removed all events up to this {@code seq}
   */
  boolean holdsPage(long end, int limit, long logFloor) {
    if (floor() <= logFloor) {
      return true;
    }
    return end > head ? messages >= limit : page(end, limit).messages() == limit;
  }

  /**
   * The page of cached events before {@code end}: the last {@code limit} messages and the events
   * without a target between and after them, ascending.
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

  /** The events of a page, and the number of messages among them. */
  public record Page(List<RoomEvent> events, int messages) {}

  private int index(long seq) {
    return (int) (seq % ring.length);
  }
}
