package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Objects;

/**
 * What a {@link Notice} is about, and so which nodes it is brought to. Immutable; two topics of the
 * same thing are equal.
 */
public sealed interface Topic {
  /** The topic of a room that is not a conversation. */
  static Topic room(RoomId room) {
    return new OfRoom(room);
  }

  /** The topic of a user: memberships, read markers and conversations. */
  static Topic user(UserId user) {
    return new OfUser(user);
  }

  /** The topic of every node. */
  static Topic all() {
    return OfAll.ALL;
  }

  /**
   * A room that is not a conversation: subscribed to by the nodes that have it loaded.
   *
   * @param room which
   */
  record OfRoom(RoomId room) implements Topic {
    /** Rejects null. */
    public OfRoom {
      Objects.requireNonNull(room, "room");
    }
  }

  /**
   * A user: subscribed to by the nodes that the user is connected to.
   *
   * @param user who
   */
  record OfUser(UserId user) implements Topic {
    /** Rejects null. */
    public OfUser {
      Objects.requireNonNull(user, "user");
    }
  }

  /** Every node, which need not subscribe. */
  enum OfAll implements Topic {
    /** The only one. */
    ALL
  }
}
