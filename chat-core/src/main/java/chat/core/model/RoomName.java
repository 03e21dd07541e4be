package chat.core.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for room names. The names of public rooms are unique under {@link #fold}, and a new one
 * must not have the {@link #skeleton} of another. Stateless.
 */
public final class RoomName {
  /** Maximum length of a name in code points. */
  public static final int MAX_LENGTH = 64;

  private static final int BRAILLE_BLANK = 0x2800;
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private RoomName() {}

  /**
   * Validates a new name: returns what is wrong with {@code name}, as a sentence for users; empty
   * when it is valid.
   */
  public static Optional<String> check(String name) {
    Optional<String> fault = checkForm(name);
    if (fault.isPresent()) {
      return fault;
    }
    if (!name.codePoints().allMatch(RoomName::isPlain)) {
      return Optional.of(
          "A room name must not have invisible characters or bidirectional controls.");
    }
    return name.codePoints().anyMatch(RoomName::isVisible)
        ? Optional.empty()
        : Optional.of("A room name must have at least one visible character.");
  }

  /**
   * Validates the form that all names have had from the beginning, so that existing rooms keep
   * their names when the rules for new names become stricter.
   */
  static Optional<String> checkForm(String name) {
    if (name.isBlank() || name.codePointCount(0, name.length()) > MAX_LENGTH) {
      return Optional.of("A room name must have 1 to 64 characters and must not be blank.");
    }
    if (!name.codePoints().allMatch(RoomName::isAllowed)) {
      return Optional.of("A room name must not have control characters.");
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

  /**
   * Whether it is not a format character: invisible characters and bidirectional controls make a
   * name look like another (UTS #39, section 3). Allowed are the joiners, which are parts of
   * Persian words and of emoji, and the Arabic number signs, which are visible.
   */
  private static boolean isPlain(int codePoint) {
    return Character.getType(codePoint) != Character.FORMAT
        || isJoiner(codePoint)
        || (codePoint >= 0x600 && codePoint <= 0x605)
        || codePoint == 0x6DD
        || codePoint == 0x70F
        || codePoint == 0x8E2;
  }

  private static boolean isJoiner(int codePoint) {
    return codePoint == 0x200C || codePoint == 0x200D;
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default ->
          codePoint != BRAILLE_BLANK
              && !UserName.isInvisible(codePoint)
              && !Character.isWhitespace(codePoint);
    };
  }

  /**
   * The skeleton of a name, as {@link UserName#skeleton}; without joiners, and with a single space
   * for any white space.
   */
  public static String skeleton(String name) {
    StringBuilder seen = new StringBuilder(name.length());
    fold(name)
        .codePoints()
        .filter(c -> !isJoiner(c) && !isVariation(c))
        .map(c -> Character.isSpaceChar(c) || Character.isWhitespace(c) ? ' ' : c)
        .forEach(seen::appendCodePoint);
    // Spaces last: a stand-alone accent decomposes to a space with a mark, which leaves the space.
    String look = SPACES.matcher(UserName.skeleton(seen.toString())).replaceAll(" ").strip();
    return look.isEmpty() ? fold(name) : look;
  }

  /** Variation selectors choose the style of the preceding character. */
  private static boolean isVariation(int codePoint) {
    return codePoint >= 0xFE00 && codePoint <= 0xFE0F;
  }

  /** The form in which names that differ only in case or surrounding white space are equal. */
  public static String fold(String name) {
    // Strip last: some stand-alone accents decompose to a space with a mark.
    // To lower case first, because capital sharp s is its own upper case.
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
