package chat.core.internal.room;

import chat.core.model.RoomKind;
import chat.core.port.Timers.Timer;
import java.time.Duration;

/**
 * The end of a code room: when nobody has been present for the grace, counted from its creation at
 * first. Whoever joins before that cancels it. Confined to the room's lane.
 */
final class CodeRoomExpiry {
  /** With a grace of 0 somebody must still be able to come in for the first time. */
  private static final Duration FIRST_GRACE_OF_ZERO = Duration.ofSeconds(60);

  private final Room room;
  private Object pending;
  private Timer timer = () -> {};
  private boolean everEntered;

  CodeRoomExpiry(Room room) {
    this.room = room;
  }

  boolean isPending() {
    return pending != null;
  }

  /** Looks whether somebody is there; to be called after whatever may have changed that. */
  void watch() {
    if (room.kind() != RoomKind.CODE) {
      return;
    }
    if (!room.isEmpty()) {
      everEntered = true;
      timer.cancel();
      pending = null;
    } else if (pending == null) {
      Object mine = new Object();
      pending = mine;
      timer = room.later(grace(), () -> over(mine));
    }
  }

  private Duration grace() {
    Duration grace = room.chat().settings().codeRoomGrace();
    return grace.isZero() && !everEntered ? FIRST_GRACE_OF_ZERO : grace;
  }

  private void over(Object mine) {
    if (pending != mine || !room.isEmpty()) {
      return;
    }
    room.lane()
        .await(
            room.chat().directory().removeRoom(room.id()),
            (members, failure) -> {
              pending = null;
              if (failure != null) {
                room.report(failure);
                room.readAnew(); // it is gone or not: waking it later finds out
                RoomTask wake = RoomTask.quiet(again -> {});
                room.chat().timers().after(grace(), () -> room.rooms().offer(room.id(), wake));
                return;
              }
              room.ended();
              room.rooms().peers().ended(room.id(), false);
              room.connectedUsers().roomRemoved(room.id(), members);
            });
  }
}
