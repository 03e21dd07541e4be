package chat.core.model;

import java.util.Objects;

/**
 * The membership of a user in a room, with the read marker. Immutable.
 *
 * @param room the room
 * @param mark the read marker: the {@code seq} up to which the user has read
 */
public record Membership(RoomId room, long mark) {
  /**
   * @throws IllegalArgumentException if {@code mark} is negative
   */
  public Membership {
    Objects.requireNonNull(room, "room");
    if (mark < 0) {
      throw new IllegalArgumentException("mark must be at least 0");
    }
  }
}
