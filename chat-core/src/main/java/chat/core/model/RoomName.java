package chat.core.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for the names of rooms. Two public rooms have different names under {@link #fold}, and
 * a new one may not have the {@link #skeleton} of another. Stateless.
 */
public final class RoomName {
  /** The most characters (Unicode code points) of a name. */
  public static final int MAX_LENGTH = 64;

  private static final int BRAILLE_BLANK = 0x2800;
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private RoomName() {}

  /** What is wrong with {@code name}, as a sentence for a person; empty when it can be taken. */
  public static Optional<String> check(String name) {
    Optional<String> fault = checkForm(name);
    if (fault.isPresent()) {
      return fault;
    }
    if (!name.codePoints().allMatch(RoomName::isPlain)) {
      return Optional.of(
          "A room name has no invisible characters, and none that turn its direction.");
    }
    return name.codePoints().anyMatch(RoomName::isVisible)
        ? Optional.empty()
        : Optional.of("A room name has a character that can be seen.");
  }

  /**
   * What keeps {@code name} from being any room's: the form that names have had from the beginning,
   * so that rooms keep theirs when the rules for new names grow.
   */
  static Optional<String> checkForm(String name) {
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

  /**
   * Whether it formats nothing: invisible characters and bidirectional controls make a name look
   * like another (UTS #39, section 3). The joiners are parts of Persian words and of emoji, and the
   * number signs of Arabic are seen.
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
   * What a reader sees of a name at a glance, as {@link UserName#skeleton}; without joiners, and
   * with one space for any white space.
   */
  public static String skeleton(String name) {
    StringBuilder seen = new StringBuilder(name.length());
    fold(name)
        .codePoints()
        .filter(c -> !isJoiner(c) && !isVariation(c))
        .map(c -> Character.isSpaceChar(c) || Character.isWhitespace(c) ? ' ' : c)
        .forEach(seen::appendCodePoint);
    // Spaces last: an accent that stands alone is a space with a mark, of which the space is left.
    String look = SPACES.matcher(UserName.skeleton(seen.toString())).replaceAll(" ").strip();
    return look.isEmpty() ? fold(name) : look;
  }

  /** Variation selectors choose between looks of the character before. */
  private static boolean isVariation(int codePoint) {
    return codePoint >= 0xFE00 && codePoint <= 0xFE0F;
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
