package chat.core.model;

import java.util.Objects;

/**
 * The permanent identity of a user. Access depends on the id, never on the name. Immutable.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record UserId(String value) implements Comparable<UserId> {
  /** Maximum number of characters of an id; two ids and separators fit into a {@link RoomId}. */
  public static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException if {@code value} is not a valid id
   */
  public UserId {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("invalid user id: must be 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /** The id with this {@code value}; see the constructor. */
  public static UserId of(String value) {
    return new UserId(value);
  }

  /** Whether {@code value} is a valid id. */
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
