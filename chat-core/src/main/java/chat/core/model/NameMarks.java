package chat.core.model;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The combining marks of user names: where they are allowed, and which of them are easily
 * overlooked. A mark must follow a letter of its own script, and only in scripts that write vowels,
 * tones or subjoined letters as marks. So Latin, Greek and Cyrillic letters have only the accents
 * that NFC composes, and marks common to all scripts, which can be put on any character, are not
 * allowed in names. The page has the same rule in {@code js/lib/scripts.js}. Stateless.
 */
final class NameMarks {
  /**
   * Maximum number of marks after one letter: the Burmese name Kyaw has four, and the word {@code
   * mhyaw}, with which other names begin, has five.
   */
  static final int MOST = 5;

  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.HEBREW,
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.THAANA,
          UnicodeScript.NKO,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.TIBETAN,
          UnicodeScript.MYANMAR,
          UnicodeScript.KHMER,
          UnicodeScript.TAGALOG,
          UnicodeScript.LIMBU,
          UnicodeScript.BUGINESE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.BALINESE,
          UnicodeScript.SUNDANESE,
          UnicodeScript.BATAK,
          UnicodeScript.LEPCHA,
          UnicodeScript.JAVANESE,
          UnicodeScript.CHAM,
          UnicodeScript.MEETEI_MAYEK,
          UnicodeScript.SAURASHTRA,
          UnicodeScript.KAYAH_LI,
          UnicodeScript.REJANG,
          UnicodeScript.SYLOTI_NAGRI,
          UnicodeScript.CHAKMA,
          UnicodeScript.AHOM,
          UnicodeScript.NEWA,
          UnicodeScript.ADLAM);

  private NameMarks() {}

  /**
   * Whether every mark of {@code name} is in an allowed place, and no letter has the same mark
   * twice.
   */
  static boolean areInPlace(String name) {
    int letter = 0; // the letter that marks may follow; 0 for none
    int start = 0; // index of the first mark after the letter
    int count = 0;
    int c;
    for (int i = 0; i < name.length(); i += Character.charCount(c)) {
      c = name.codePointAt(i);
      if (!Scripts.isMark(c)) {
        letter = Character.isLetter(c) ? c : 0;
        start = i + Character.charCount(c);
        count = 0;
      } else if (letter == 0
          || ++count > MOST
          || name.indexOf(c, start) < i
          || !belongs(c, letter)) {
        return false;
      }
    }
    return true;
  }

  private static boolean belongs(int mark, int letter) {
    UnicodeScript script = UnicodeScript.of(letter);
    return SCRIPTS.contains(script)
        && Character.getType(mark) != Character.ENCLOSING_MARK
        && (UnicodeScript.of(mark) == script
            || (isTashkeel(mark) && script == UnicodeScript.ARABIC))
        && !isInvisible(mark)
        && !(isVowelSign(mark) && isVowelLetter(letter));
  }

  /** The vowel marks of Arabic, whose script property is not Arabic in Unicode. */
  private static boolean isTashkeel(int c) {
    return (c >= 0x64B && c <= 0x652) || c == 0x670;
  }

  /** The inherent vowels of Khmer, which are invisible. */
  private static boolean isInvisible(int c) {
    return c == 0x17B4 || c == 0x17B5;
  }

  /**
   * The vowel letters of the Indic scripts, each of which has a block of 128 characters in the same
   * order. A vowel letter with a vowel sign looks like another vowel letter: a with the sign of aa
   * looks like long a (the table "Vowel letters" of each script in chapter 12 of the Unicode
   * standard).
   */
  private static boolean isVowelLetter(int c) {
    if (c >= 0xD80 && c <= 0xDFF) {
      return c >= 0xD85 && c <= 0xD96;
    }
    int place = c & 0x7F;
    return isIndian(c)
        && ((place >= 0x04 && place <= 0x14)
            || place == 0x60
            || place == 0x61
            || (place >= 0x72 && place <= 0x77));
  }

  private static boolean isVowelSign(int c) {
    if (c >= 0xD80 && c <= 0xDFF) {
      return c >= 0xDCF;
    }
    int place = c & 0x7F;
    return isIndian(c)
        && ((place >= 0x3A && place <= 0x4C && place != 0x3C && place != 0x3D)
            || (place >= 0x4E && place <= 0x57 && place != 0x50)
            || place == 0x62
            || place == 0x63);
  }

  private static boolean isIndian(int c) {
    return c >= 0x900 && c <= 0xD7F;
  }

  /**
   * Whether {@code c} is a Hebrew or Arabic point. Points are optional in writing, so names that
   * differ in points only look alike. Not the marks that decompositions of letters have.
   */
  static boolean isPoint(int c) {
    if (c < 0x591 || !Scripts.isMark(c)) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HEBREW || script == UnicodeScript.ARABIC || isTashkeel(c);
  }

  /**
   * The text with the marks after each letter sorted: some look the same in any order, and the
   * composed form keeps the typed order of vowels and tones.
   */
  static String sorted(String text) {
    int[] points = text.codePoints().toArray();
    int start = 0;
    for (int i = 0; i <= points.length; i++) {
      if (i == points.length || !Scripts.isMark(points[i])) {
        Arrays.sort(points, start, i);
        start = i + 1;
      }
    }
    return new String(points, 0, points.length);
  }
}
