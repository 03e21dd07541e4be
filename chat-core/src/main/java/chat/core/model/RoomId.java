package chat.core.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/**
 * The lasting identity of a room. Immutable.
 *
 * @param value 1 to 160 of {@code A-Z a-z 0-9 _ - .}; only the id of a {@link Conversation} has a
 *     dot
 */
public record RoomId(String value) implements Comparable<RoomId> {
  /** Maximum number of characters of an id. */
  public static final int MAX_LENGTH = 160;

  /**
   * @throws IllegalArgumentException if {@code value} is not a valid id
   */
  public RoomId {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("invalid room id: must be 1 to 160 of A-Z a-z 0-9 _ - .");
    }
  }

  /** The id with this {@code value}; see the constructor. */
  public static RoomId of(String value) {
    return new RoomId(value);
  }

  /** Whether {@code value} is a valid id. */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '.' && !Ids.isWordCharacter(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The id for a room with this {@code name}, in lower-case kebab form: {@code "Tech Talk"} becomes
   * {@code tech-talk}. Empty when the name has no character that is allowed in an id.
   */
  public static String kebab(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder id = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < plain.length() && id.length() < UserId.MAX_LENGTH; i++) {
      char c = plain.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      if (word) {
        if (gap && id.length() > 0) {
          id.append('-');
        }
        id.append(c);
        gap = false;
      } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
        gap = true;
      }
    }
    return id.toString();
  }

  @Override
  public int compareTo(RoomId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
