package chat.server.socket;

import chat.core.command.Reply;
import chat.core.model.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs who comes, goes, joins, leaves and creates: ids alone, which have no line breaks, and never
 * what is said. Thread-safe.
 */
final class Activity {
  private static final Logger LOG = LoggerFactory.getLogger(Activity.class);

  private Activity() {}

  static void connected(UserId user) {
    LOG.info("{} connected", user);
  }

  static void disconnected(UserId user, int code) {
    LOG.info("{} disconnected ({})", user, code);
  }

  static void done(UserId user, Reply reply) {
    if (reply instanceof Reply.JoinedRoom joined) {
      LOG.info("{} joined {}", user, joined.room().info().id());
    } else if (reply instanceof Reply.LeftRoom left) {
      LOG.info("{} left {}", user, left.room());
    } else if (reply instanceof Reply.RoomCreated created) {
      LOG.info("{} created {}", user, created.room().info().id());
    }
  }
}
