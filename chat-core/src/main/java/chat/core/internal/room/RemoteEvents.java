package chat.core.internal.room;

import chat.core.event.RoomEvent;
import chat.core.internal.context.ProtocolLimits;
import chat.core.port.LogHead;
import chat.core.port.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Events of a room that do not continue the part of its log that was broadcast here, for another
 * node stored the events between. They are held back a moment for what is missing to arrive; then
 * the log is read. Confined to the room's lane.
 */
public final class RemoteEvents {
  /** How long to wait for events that are missing; notices overtake each other by less. */
  private static final Duration HOLD = Duration.ofMillis(30);

  private static final int MAX_HELD = 256;

  private final Room room;
  private final NavigableMap<Long, RoomEvent> held = new TreeMap<>();
  private long heldBytes;
  private boolean isWaiting;

  RemoteEvents(Room room) {
    this.room = room;
  }

  /** Takes events that another node stored. To be called as the last thing that a task does. */
  public void take(Notice.StoredEvents notice) {
    LogHead stored = notice.head();
    if (room.isUnborn()) {
      room.catchUp().run(() -> {});
    } else if (!stored.epoch().equals(room.log().reach().epoch())) {
      room.catchUp().refresh(known -> {});
    } else if (stored.seq() <= room.log().head()) {
      return; // repeated or late
    } else if (notice.events().isEmpty()) {
      room.catchUp().run(() -> {});
    } else {
      take(
          notice.events(),
          () -> {
            if (room.isLive() && room.log().head() == stored.seq()) {
              room.log().reconcile(stored);
            }
          });
    }
  }

  /**
   * Broadcasts events that the log has, ascending and without a gap: at once when they continue
   * what was broadcast, and otherwise when what is missing has come; then goes on with {@code
   * next}. To be called as the last thing that a task does.
   */
  void take(List<RoomEvent> events, Runnable next) {
    long head = room.log().head();
    List<RoomEvent> news = events.stream().filter(event -> event.seq() > head).toList();
    if (!news.isEmpty() && news.get(0).seq() > head + 1) {
      hold(news, next);
      return;
    }
    room.appends().broadcast(news);
    next.run();
  }

  private void hold(List<RoomEvent> events, Runnable next) {
    for (RoomEvent event : events) {
      if (held.put(event.seq(), event) == null) {
        heldBytes += event.footprint();
      }
    }
    if (held.size() > MAX_HELD || heldBytes > ProtocolLimits.MAX_BATCH_WEIGHT) {
      clear();
      room.catchUp().run(next);
      return;
    }
    if (!isWaiting) {
      isWaiting = true;
      room.later(HOLD, this::waited);
    }
    next.run();
  }

  private void waited() {
    isWaiting = false;
    if (!held.isEmpty()) {
      clear();
      room.catchUp().run(() -> {});
    }
  }

  /** Takes out the held events that continue the log now; those that it has are dropped. */
  List<RoomEvent> next() {
    if (held.isEmpty()) {
      return List.of();
    }
    List<RoomEvent> next = new ArrayList<>();
    long head = room.log().head();
    while (!held.isEmpty() && held.firstKey() <= head + next.size() + 1) {
      RoomEvent event = held.pollFirstEntry().getValue();
      heldBytes -= event.footprint();
      if (event.seq() > head) {
        next.add(event);
      }
    }
    return next;
  }

  void clear() {
    held.clear();
    heldBytes = 0;
  }
}
