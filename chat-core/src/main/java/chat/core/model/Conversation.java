package chat.core.model;

import java.util.List;
import java.util.Optional;

/**
 * The two users of a direct conversation. The id of its room is derived from their ids, so that it
 * needs no look-up. Immutable.
 *
 * @param lower the lower of the two ids
 * @param higher the higher of the two ids
 */
public record Conversation(UserId lower, UserId higher) {
  private static final String PREFIX = "dm.";

  /**
   * @throws IllegalArgumentException unless {@code lower} is below {@code higher}
   */
  public Conversation {
    if (lower.compareTo(higher) >= 0) {
      throw new IllegalArgumentException("a conversation needs two user ids in ascending order");
    }
  }

  /**
   * The conversation of two users, in any order.
   *
   * @throws IllegalArgumentException if both are the same user
   */
  public static Conversation between(UserId one, UserId other) {
    return one.compareTo(other) < 0 ? new Conversation(one, other) : new Conversation(other, one);
  }

  /** The conversation whose room id is {@code room}; empty for every other kind of room. */
  public static Optional<Conversation> of(RoomId room) {
    String value = room.value();
    int dot = value.startsWith(PREFIX) ? value.indexOf('.', PREFIX.length()) : -1;
    if (dot < 0) {
      return Optional.empty();
    }
    String lower = value.substring(PREFIX.length(), dot);
    String higher = value.substring(dot + 1);
    boolean valid = UserId.isValid(lower) && UserId.isValid(higher) && lower.compareTo(higher) < 0;
    return valid
        ? Optional.of(new Conversation(UserId.of(lower), UserId.of(higher)))
        : Optional.empty();
  }

  /** The id of this conversation's room: {@code dm.<lower>.<higher>}. */
  public RoomId room() {
    return RoomId.of(PREFIX + lower.value() + "." + higher.value());
  }

  /** The ids of the two users, ascending. */
  public List<UserId> people() {
    return List.of(lower, higher);
  }

  /** Whether {@code user} is one of the two users. */
  public boolean has(UserId user) {
    return lower.equals(user) || higher.equals(user);
  }

  /**
   * The other one of the two users.
   *
   * @throws IllegalArgumentException if {@code user} is neither of them
   */
  public UserId other(UserId user) {
    if (!has(user)) {
      throw new IllegalArgumentException("user is not in the conversation: " + user);
    }
    return lower.equals(user) ? higher : lower;
  }
}
