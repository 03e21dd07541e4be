package chat.core.internal.room;

import chat.core.model.RoomKind;
import chat.core.port.Timers.Timer;
import java.time.Duration;

/**
 * Removes a code room when no user has been present for the grace period, which first counts from
 * the creation of the room. A join cancels it. Confined to the lane of the room.
 */
final class CodeRoomExpiry {
  /** The first grace period when the setting is 0, so that a first user can join. */
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

  /** Starts or cancels the grace period. Must be called after every change of who is present. */
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
                room.readAnew(); // the outcome is unknown: loading it later finds out
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
