package chat.core.file;

import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The id of a file: 128 random bits, never what a person calls the file. Immutable.
 *
 * @param value 32 of {@code 0-9 a-f}
 */
public record FileId(String value) implements Comparable<FileId> {
  /** Number of characters of an id. */
  public static final int LENGTH = 32;

  /**
   * @throws IllegalArgumentException if {@code value} is not a valid id
   */
  public FileId {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("invalid file id: must be 32 of 0-9 a-f");
    }
  }

  /** The id with this {@code value}; see the constructor. */
  public static FileId of(String value) {
    return new FileId(value);
  }

  /**
   * A new id.
   *
   * @param random a source that cannot be predicted
   */
  public static FileId random(RandomGenerator random) {
    byte[] bytes = new byte[LENGTH / 2];
    random.nextBytes(bytes);
    return new FileId(HexFormat.of().formatHex(bytes));
  }

  /** Whether {@code value} is a valid id. */
  public static boolean isValid(String value) {
    return value.length() == LENGTH
        && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  @Override
  public int compareTo(FileId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
