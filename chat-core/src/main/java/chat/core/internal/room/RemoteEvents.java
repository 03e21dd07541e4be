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
 * Reorders events that other nodes stored. Events that do not directly follow the last one
 * broadcast here are held briefly until the missing ones arrive; after that the log is read.
 * Confined to the lane of the room.
 */
public final class RemoteEvents {
  /** How long to wait for missing events; notices overtake each other by less. */
  private static final Duration HOLD = Duration.ofMillis(30);

  private static final int MAX_HELD = 256;

  private final Room room;
  private final NavigableMap<Long, RoomEvent> held = new TreeMap<>();
  private long heldBytes;
  private boolean isWaiting;

  RemoteEvents(Room room) {
    this.room = room;
  }

  /** Handles events that another node stored. Must be the last action of a task. */
  public void take(Notice.StoredEvents notice) {
    LogHead stored = notice.head();
    if (room.isUncreated()) {
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
   * Broadcasts stored events, ascending and without a gap: at once when they directly follow the
   * last event broadcast, and otherwise when the missing ones have arrived; then runs {@code next}.
   * Must be the last action of a task.
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

  /** Removes and returns the held events that now follow the head; drops those before it. */
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
