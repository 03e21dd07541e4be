package chat.server.storage.follow;

import chat.core.model.RoomId;
import java.util.Arrays;

/** The followers of a log, each of which is told of every change. Thread-safe. */
public final class LogFollowers implements AutoCloseable {
  /** So many followers share the memory. */
  static final int MOST = 4;

  private volatile LogFollower[] followers = {}; // replaced under the monitor, never changed

  /** Adds one that has begun to follow. */
  public synchronized void add(LogFollower follower) {
    if (followers.length >= MOST) {
      follower.close();
      throw new IllegalStateException("more than " + MOST + " followers");
    }
    LogFollower[] more = Arrays.copyOf(followers, followers.length + 1);
    more[followers.length] = follower;
    followers = more;
  }

  /** Notes that a room's log has changed, or is gone. Never blocks. */
  public void changed(RoomId room) {
    for (LogFollower follower : followers) {
      follower.changed(room);
    }
  }

  /** Ends all of them. */
  @Override
  public void close() {
    for (LogFollower follower : followers) {
      follower.close();
    }
  }
}
