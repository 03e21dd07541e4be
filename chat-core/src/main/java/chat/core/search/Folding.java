package chat.core.search;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Folds a text for search: without case, accents, strokes, ligatures, vowel marks and widths.
 * Searches for names, rooms and messages all use it; the page has the same rule in {@code
 * js/lib/fold-text.js}, and {@code conformance/text.tsv} tests both. It is for search only: names
 * are unique by {@link chat.core.model.UserName#fold}. Stateless.
 *
 * <p>The steps are: compatibility decomposition, case folding, decomposition, removal of {@link
 * #isDropped marks}, replacement of letters, composition. Letters with a stroke, hook or bar fold
 * to the plain ones, as in Lucene's ASCII folding; Arabic as in its Arabic and Persian
 * normalization.
 *
 * <p>A change of the folding needs a migration of both search dialects that rebuilds the index.
 */
public final class Folding {
  /** Pairs of a small letter and its folded form. */
  private static final Map<Integer, String> LETTERS =
      letters(
          // Latin: strokes, bars and hooks, which have no decomposition
          "\u00f8o \u0142l \u0111d \u0127h \u0167t \u0180b \u0268i \u0289u \u0275o \u01b6z \u01e5g"
              + " \u0249j \u024dr \u024fy \u0247e \u023cc \u019al \u2c65a \u2c66t \u0253b \u0256d"
              + " \u0257d \u0192f \u0260g \u0199k \u014bn \u0272n \u01a5p \u01adt \u028bv \u01b4y"
              // Latin: separate letters and ligatures
              + " \u00f0d \u00feth \u00e6ae \u0153oe \u0131i \u0237j \u0259e \u025be \u0254o \u0263g"
              + " \u0269i \u028au"
              // Greek: the sigma at the end of a word; Ukrainian ge
              + " \u03c2\u03c3 \u0491\u0433"
              // Arabic and Persian: alef wasla, alef maksura and Farsi yeh, keheh, teh marbuta, heh
              + " \u0671\u0627 \u0649\u064a \u06cc\u064a \u06a9\u0643 \u0629\u0647 \u06c1\u0647"
              + " \u06be\u0647 \u06d5\u0647");

  private Folding() {}

  private static Map<Integer, String> letters(String table) {
    Map<Integer, String> letters = new HashMap<>();
    for (String pair : table.split(" ", -1)) {
      letters.put(pair.codePointAt(0), pair.substring(1));
    }
    return letters;
  }

  /** The folded form of {@code text}; idempotent. */
  public static String fold(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    // Via upper case, because some letters differ in lower case only: dotless i and eszett.
    // To lower case first, because capital sharp s is its own upper case.
    String cased =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder(cased.length());
    Normalizer.normalize(cased, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isDropped(c))
        .forEach(c -> append(plain, c));
    return Normalizer.normalize(plain, Normalizer.Form.NFKC);
  }

  private static void append(StringBuilder plain, int c) {
    String letter = LETTERS.get(c);
    if (letter == null) {
      plain.appendCodePoint(c);
    } else {
      plain.append(letter);
    }
  }

  /**
   * Whether a character is ignored: accents of Latin, Greek and Cyrillic letters, the vowel marks
   * of Hebrew and Arabic, and invisible characters. The marks of other scripts make different
   * letters, for instance Japanese ka and ga.
   */
  static boolean isDropped(int c) {
    if (c < 0x300) {
      return c == 0xAD; // soft hyphen
    }
    return c <= 0x36F // accents
        || (c >= 0x591 && c <= 0x5C7 && !isHebrewPunctuation(c)) // Hebrew points and accents
        || (c >= 0x610 && c <= 0x61A) // Arabic honorifics
        || (c >= 0x640 && c <= 0x65F && (c == 0x640 || c >= 0x64B)) // tatweel, tashkeel, hamza
        || c == 0x670 // Arabic superscript alef
        || (c >= 0x6D6 && c <= 0x6ED && isQuranic(c))
        || (c >= 0x8D3 && c <= 0x8FF && c != 0x8E2) // Arabic extended marks
        || (c >= 0x200B && c <= 0x200F) // zero width
        || (c >= 0x202A && c <= 0x202E) // bidirectional controls
        || (c >= 0x2060 && c <= 0x206F)
        || (c >= 0xFE00 && c <= 0xFE0F) // variation selectors
        || c == 0xFEFF;
  }

  private static boolean isHebrewPunctuation(int c) {
    return c == 0x5BE || c == 0x5C0 || c == 0x5C3 || c == 0x5C6;
  }

  private static boolean isQuranic(int c) {
    return c != 0x6DD && c != 0x6DE && c != 0x6E5 && c != 0x6E6 && c != 0x6E9;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
