package chat.core.internal.room;

import chat.core.event.Signal;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.User;
import chat.core.model.UserId;

/**
 * Announces in a room which users become present or absent: one by one while few are present, and
 * by a count at most once a second when many are, so that ten thousand joins do not cause fifty
 * million frames. Confined to the lane of the room.
 */
public final class PresenceFeed {
  private final Room room;
  private boolean countSent;
  private boolean countChanged;

  PresenceFeed(Room room) {
    this.room = room;
  }

  public void joined(User user) {
    changed(new Signal.UserJoined(room.id(), user, room.roster().size()), user.id(), 0);
  }

  public void left(User user) {
    changed(new Signal.UserLeft(room.id(), user, room.roster().size()), user.id(), 1);
  }

  private void changed(Signal signal, UserId who, int before) {
    room.infoNow(); // other views of the room must have the new number
    room.connectedUsers().countChanged(room);
    if (room.roster().size() + before <= ProtocolLimits.MAX_PRESENT_ANNOUNCED_SINGLY) {
      room.broadcaster().broadcast(signal, who);
    } else if (countSent) {
      countChanged = true;
    } else {
      sendCount();
    }
  }

  private void sendCount() {
    room.broadcaster().broadcast(new Signal.PresenceCounted(room.id(), room.roster().size()), null);
    countSent = true;
    countChanged = false;
    room.later(
        ProtocolLimits.PRESENCE_COUNT_EVERY,
        () -> {
          countSent = false;
          if (countChanged) {
            sendCount();
          }
        });
  }
}
