package chat.core.model;

import java.util.Objects;

/**
 * The lasting identity of a person or bot. What somebody may do belongs to the id, never to the
 * name. Immutable.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record UserId(String value) implements Comparable<UserId> {
  /** The most characters of an id; two of them and a separator still make a {@link RoomId}. */
  public static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException if {@code value} is not an id
   */
  public UserId {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a user id: 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /** The id written as {@code value}; see the constructor. */
  public static UserId of(String value) {
    return new UserId(value);
  }

  /** Whether {@code value} can be written as an id. */
  public static boolean isValid(String value) {
    return !value.isEmpty() && value.length() <= MAX_LENGTH && Ids.isWord(value, 0);
  }

  @Override
  public int compareTo(UserId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
