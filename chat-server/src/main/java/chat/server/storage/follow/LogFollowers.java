package chat.server.storage.follow;

import chat.core.model.RoomId;
import java.util.Arrays;

/** The followers of a log, which are notified of every change. Thread-safe. */
public final class LogFollowers implements AutoCloseable {
  /** The maximum number of followers, which share the memory budget. */
  static final int MOST = 4;

  private volatile LogFollower[] followers = {}; // replaced under the monitor, never changed

  /** Adds a started follower. */
  public synchronized void add(LogFollower follower) {
    if (followers.length >= MOST) {
      follower.close();
      throw new IllegalStateException("more than " + MOST + " followers");
    }
    LogFollower[] more = Arrays.copyOf(followers, followers.length + 1);
    more[followers.length] = follower;
    followers = more;
  }

  /** To be called when a room's log has changed or was deleted. Never blocks. */
  public void changed(RoomId room) {
    for (LogFollower follower : followers) {
      follower.changed(room);
    }
  }

  /** Stops all followers. */
  @Override
  public void close() {
    for (LogFollower follower : followers) {
      follower.close();
    }
  }
}
