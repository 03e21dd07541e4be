package chat.core.internal.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import java.time.Instant;

/** What a room knows of its log: its reach, and the tail in memory. Confined to the room's lane. */
public final class RoomLog {
  private final String epoch;
  private final EventTail tail;
  private long floor;
  private long messages;
  private Instant lastAt = Instant.EPOCH;

  private RoomLog(LogHead head, long tailStart, TailBounds bounds) {
    this.epoch = head.epoch();
    this.tail = new EventTail(bounds, tailStart);
    this.floor = head.floor();
  }

  /**
   * A log of which the last events are known.
   *
   * @param last without a gap up to the head
   */
  public static RoomLog of(LogPage last, TailBounds bounds) {
    LogHead head = last.head();
    RoomLog log = new RoomLog(head, head.seq() - last.events().size(), bounds);
    last.events().forEach(log::add);
    log.messages = head.messages();
    return log;
  }

  /** A log of which nothing is known but its epoch: all its events are yet to be read. */
  public static RoomLog unread(String epoch, TailBounds bounds) {
    return new RoomLog(new LogHead(epoch, 0, 0, 0), 0, bounds);
  }

  /** A log of which the events after {@code from} are yet to be read. */
  public static RoomLog unread(LogHead head, long from, TailBounds bounds) {
    return new RoomLog(head, from, bounds);
  }

  public void add(RoomEvent event) {
    tail.add(event);
    lastAt = event.at();
    if (event instanceof MessagePosted) {
      messages++;
    }
  }

  /**
   * Takes over what the store says of the log: what it dropped is sent to no connection any more,
   * and skipped where it was not seen; how many messages are kept is known when nothing is missing.
   */
  public void reconcile(LogHead stored) {
    floor = Math.max(floor, stored.floor());
    if (floor > head()) {
      tail.skipTo(floor);
    } else {
      tail.dropTo(floor);
    }
    if (stored.seq() == head()) {
      messages = stored.messages();
    }
    messages = Math.min(messages, head() - floor);
  }

  public EventTail tail() {
    return tail;
  }

  public long head() {
    return tail.head();
  }

  public long floor() {
    return floor;
  }

  /** How far the log reaches. */
  public LogHead reach() {
    return new LogHead(epoch, head(), floor, messages);
  }

  public Position position() {
    return new Position(epoch, tail.head());
  }

  /** Whether every event after {@code cursor} can still be had. */
  public boolean continuesAt(Position cursor) {
    return cursor.epoch().equals(epoch) && cursor.seq() <= head() && cursor.seq() >= floor;
  }

  /** Whether {@code cursor} is of another log, or after the head: another node may know of it. */
  public boolean isBefore(Position cursor) {
    return !cursor.epoch().equals(epoch) || cursor.seq() > head();
  }

  /** A time for the next event: {@code now}, but never before the last one. */
  public Instant notBeforeLast(Instant now) {
    return now.isBefore(lastAt) ? lastAt : now;
  }

  /** Whether the tail holds what a page of {@code limit} messages before {@code end} shows. */
  public boolean holdsPage(long end, int limit) {
    return tail.holdsPage(end, limit, floor) || (end > head() && tail.fillsPage());
  }
}
