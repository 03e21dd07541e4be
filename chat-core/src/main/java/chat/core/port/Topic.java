package chat.core.port;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Objects;

/**
 * The topic of a {@link Notice}, which determines the nodes that receive it. Immutable; topics are
 * equal by value.
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
   * @param room the room
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
   * @param user the user
   */
  record OfUser(UserId user) implements Topic {
    /** Rejects null. */
    public OfUser {
      Objects.requireNonNull(user, "user");
    }
  }

  /** The topic of all nodes, which need not subscribe to it. */
  enum OfAll implements Topic {
    /** The only instance. */
    ALL
  }
}
