package chat.core.internal.log;

import chat.core.event.MessagePosted;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.port.LogHead;
import chat.core.port.LogPage;
import java.time.Instant;

/**
 * What a room has of its log in memory: epoch, head, floor and tail. Confined to the lane of the
 * room.
 */
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
   * A log with its last events.
   *
   * @param last the last events, without a gap up to the head
   */
  public static RoomLog of(LogPage last, TailBounds bounds) {
    LogHead head = last.head();
    RoomLog log = new RoomLog(head, head.seq() - last.events().size(), bounds);
    last.events().forEach(log::add);
    log.messages = head.messages();
    return log;
  }

  /** A log of which only the epoch is known: all its events are still to be read. */
  public static RoomLog unread(String epoch, TailBounds bounds) {
    return new RoomLog(new LogHead(epoch, 0, 0, 0), 0, bounds);
  }

  /** A log whose events after {@code from} are still to be read. */
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
   * Applies the state of the log in the store. Events that the store has removed are not sent any
   * more, and are skipped when they were not broadcast. The number of messages is taken over when
   * no event is missing here.
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

  /** The head of the log as it is known here. */
  public LogHead reach() {
    return new LogHead(epoch, head(), floor, messages);
  }

  public Position position() {
    return new Position(epoch, tail.head());
  }

  /** Whether all events after {@code cursor} are still in the log. */
  public boolean continuesAt(Position cursor) {
    return cursor.epoch().equals(epoch) && cursor.seq() <= head() && cursor.seq() >= floor;
  }

  /**
   * Whether {@code cursor} is of another log, or after the head known here: another node may have
   * stored more.
   */
  public boolean isBefore(Position cursor) {
    return !cursor.epoch().equals(epoch) || cursor.seq() > head();
  }

  /** The time of the next event: {@code now}, but never before the last event. */
  public Instant notBeforeLast(Instant now) {
    return now.isBefore(lastAt) ? lastAt : now;
  }

  /** Whether the tail has the page of {@code limit} messages before {@code end}. */
  public boolean holdsPage(long end, int limit) {
    return tail.holdsPage(end, limit, floor) || (end > head() && tail.fillsPage());
  }
}
