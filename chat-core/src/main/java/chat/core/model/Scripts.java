package chat.core.model;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * How scripts separate words. The page has the same rules in {@code js/lib/scripts.js}. Stateless.
 */
public final class Scripts {
  /**
   * Scripts written without spaces between words (those of UAX #14 whose line breaks need a
   * dictionary or fall between any two syllables), and Hangul, whose particles follow a name
   * without a space.
   */
  private static final Set<UnicodeScript> DENSE =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL,
          UnicodeScript.YI,
          UnicodeScript.NUSHU,
          UnicodeScript.TANGUT,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.AHOM,
          UnicodeScript.TIBETAN,
          UnicodeScript.JAVANESE,
          UnicodeScript.BALINESE);

  /** Japanese letters that Unicode assigns to several scripts (Common). */
  private static final String COMMON_JAPANESE = "\u3006\u30FC\uFF70";

  private Scripts() {}

  /** Whether {@code codePoint} is a letter, digit or mark of a script written without spaces. */
  public static boolean isDense(int codePoint) {
    if (codePoint < 0x80) {
      return false;
    }
    return (COMMON_JAPANESE.indexOf(codePoint) >= 0 || DENSE.contains(UnicodeScript.of(codePoint)))
        && (Character.isLetterOrDigit(codePoint) || isMark(codePoint));
  }

  /** Whether {@code codePoint} is a combining mark: general category Mn, Mc or Me. */
  public static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
