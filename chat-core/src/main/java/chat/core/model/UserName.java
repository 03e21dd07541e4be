package chat.core.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules for the names of users. Two names are the same under {@link #fold}, by which people are
 * found; they are twins under {@link #skeleton}, by which a new name is refused. Stateless.
 */
public final class UserName {
  /** The fewest characters (Unicode code points) of a name. */
  public static final int MIN_LENGTH = 2;

  /** The most characters (Unicode code points) of a name. */
  public static final int MAX_LENGTH = 32;

  private UserName() {}

  /**
   * What was meant by a name that was typed: without white space around it, and in the composed
   * form (NFC), for some keyboards write accents apart. Every way in takes names in this form.
   */
  public static String clean(String typed) {
    int start = 0;
    int end = typed.length();
    while (start < end && isSpace(typed.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(typed.charAt(end - 1))) {
      end--;
    }
    String name = typed.substring(start, end);
    return isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** What is wrong with {@code name}, as a sentence for a person; empty when it can be taken. */
  public static Optional<String> check(String name) {
    return checkForm(name)
        .or(
            () ->
                name.codePoints().anyMatch(UserName::isInvisible)
                    ? Optional.of("A name is made of characters that can be seen.")
                    : Optional.empty());
  }

  /**
   * What keeps {@code name} from being any user's: the form of all names that were ever taken, so
   * that users keep their names when the rules for new names get narrower.
   */
  static Optional<String> checkForm(String name) {
    int length = name.codePointCount(0, name.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("A name has 2 to 32 characters.");
    }
    if (!name.codePoints().allMatch(c -> isNameCharacter(c) || Scripts.isMark(c))) {
      return Optional.of("A name is made of letters, digits, _ and -.");
    }
    if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      return Optional.of("A name must be in the composed form of Unicode (NFC).");
    }
    if (!NameMarks.areInPlace(name)) {
      return Optional.of("A name has accents and vowel marks only where its script has them.");
    }
    return Optional.empty();
  }

  /**
   * Whether a name may hold this character anywhere: a letter, a digit, {@code _} or {@code -}. Of
   * marks it may hold those that {@link NameMarks} says. So it holds nothing that turns the
   * direction of writing or joins what stands around it.
   */
  public static boolean isNameCharacter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == '-';
  }

  /** The fillers of Hangul, which Unicode counts as letters, are blank. */
  static boolean isInvisible(int codePoint) {
    return codePoint == 0x115f || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xffa0;
  }

  /** The form under which two names that differ in case alone are the same name. */
  public static String fold(String name) {
    if (isAscii(name)) {
      return name.toLowerCase(Locale.ROOT);
    }
    // Small first, for capital sharp s has no other capitals.
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** Whether nothing but the case of {@code name} can differ. */
  static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a reader sees of a name at a glance: {@code Paypal}, {@code PAYPA1} and its Cyrillic twin
   * have one skeleton. Nobody gets a name with the skeleton of somebody else's.
   */
  public static String skeleton(String name) {
    return Lookalikes.skeleton(name);
  }
}
