package chat.core.model;

import java.util.Objects;

/**
 * That somebody belongs to a room, and how far they have read in it. Immutable.
 *
 * @param room the room
 * @param mark the {@code seq} up to which everything is read
 */
public record Membership(RoomId room, long mark) {
  /**
   * @throws IllegalArgumentException if {@code mark} is negative
   */
  public Membership {
    Objects.requireNonNull(room, "room");
    if (mark < 0) {
      throw new IllegalArgumentException("a mark is at least 0");
    }
  }
}
