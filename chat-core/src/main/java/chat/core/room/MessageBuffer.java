package chat.core.room;

import chat.core.event.RoomEvent;
import java.util.ArrayList;
import java.util.List;

/** The latest events of a room, without a hole up to the head. Confined to the room's lane. */
final class MessageBuffer {
  private final RoomEvent[] ring;
  private long head;
  private int size;

  /** A buffer of up to {@code capacity} events that ends at {@code head} and holds none yet. */
  MessageBuffer(int capacity, long head) {
    this.ring = new RoomEvent[capacity];
    this.head = head;
  }

  /** The number of the last event, held or not. */
  long head() {
    return head;
  }

  /** Events after this number are held, up to the head. */
  long floor() {
    return head - size;
  }

  /**
   * Adds the event after the head; the oldest gives way when the buffer is full.
   *
   * @throws IllegalArgumentException if it is not the one after the head
   */
  void add(RoomEvent event) {
    if (event.seq() != head + 1) {
      throw new IllegalArgumentException("event " + event.seq() + " after " + head);
    }
    head = event.seq();
    ring[index(head)] = event;
    size = Math.min(size + 1, ring.length);
  }

  /** Goes on after {@code newHead}, holding nothing. */
  void skipTo(long newHead) {
    head = newHead;
    size = 0;
  }

  /** Holds nothing up to {@code newFloor} any more, which is at most the head. */
  void dropTo(long newFloor) {
    while (size > 0 && floor() < newFloor) {
      ring[index(floor() + 1)] = null;
      size--;
    }
  }

  /** Whether every event after {@code seq} is held. */
  boolean covers(long seq) {
    return seq >= floor();
  }

  /**
   * The events after {@code after} and before {@code before}, ascending.
   *
   * @throws IllegalArgumentException if the first of them is not held
   */
  List<RoomEvent> between(long after, long before) {
    if (!covers(after)) {
      throw new IllegalArgumentException("nothing is held after " + after);
    }
    List<RoomEvent> events = new ArrayList<>();
    for (long seq = after + 1; seq < before && seq <= head; seq++) {
      events.add(ring[index(seq)]);
    }
    return events;
  }

  private int index(long seq) {
    return (int) (seq % ring.length);
  }
}
