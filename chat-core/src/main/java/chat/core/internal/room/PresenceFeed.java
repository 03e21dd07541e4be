package chat.core.internal.room;

import chat.core.event.Signal;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.User;
import chat.core.model.UserId;

/**
 * Tells a room who comes and goes: one by one while few are present, by a count at most once a
 * second when many are, so that ten thousand people coming do not make fifty million frames.
 * Confined to the room's lane.
 */
public final class PresenceFeed {
  private final Room room;
  private boolean countTold;
  private boolean countChanged;

  PresenceFeed(Room room) {
    this.room = room;
  }

  public void came(User user) {
    changed(new Signal.UserJoined(room.id(), user, room.roster().size()), user.id(), 0);
  }

  public void went(User user) {
    changed(new Signal.UserLeft(room.id(), user, room.roster().size()), user.id(), 1);
  }

  private void changed(Signal signal, UserId who, int before) {
    room.infoNow(); // what is told of the room elsewhere must know the new number
    room.connectedUsers().countChanged(room);
    if (room.roster().size() + before <= ProtocolLimits.MAX_PRESENT_TOLD_SINGLY) {
      room.broadcaster().tell(signal, who);
    } else if (countTold) {
      countChanged = true;
    } else {
      tellCount();
    }
  }

  private void tellCount() {
    room.broadcaster().tell(new Signal.PresenceCounted(room.id(), room.roster().size()), null);
    countTold = true;
    countChanged = false;
    room.later(
        ProtocolLimits.PRESENCE_COUNT_EVERY,
        () -> {
          countTold = false;
          if (countChanged) {
            tellCount();
          }
        });
  }
}
