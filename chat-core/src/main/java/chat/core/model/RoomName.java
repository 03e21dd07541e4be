package chat.core.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The rules for the names of rooms. */
public final class RoomName {
  /** The most characters (Unicode code points) of a name. */
  public static final int MAX_LENGTH = 64;

  private RoomName() {}

  /** What is wrong with {@code name}, as a sentence for a person; empty when it can be used. */
  public static Optional<String> check(String name) {
    if (name.isBlank() || name.codePointCount(0, name.length()) > MAX_LENGTH) {
      return Optional.of("A room name has 1 to 64 characters and is not blank.");
    }
    if (!name.codePoints().allMatch(RoomName::isAllowed)) {
      return Optional.of("A room name has no control characters.");
    }
    return Optional.empty();
  }

  private static boolean isAllowed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The form under which two names that differ in case or outer space alone are the same name. */
  public static String fold(String name) {
    // Stripped last: what some accents that stand alone are made of begins with a space.
    // Small first, for capital sharp s has no other capitals.
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
