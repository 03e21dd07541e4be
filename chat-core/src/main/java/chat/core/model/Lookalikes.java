package chat.core.model;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Computes the skeletons of names, as in UTS #39 (confusable detection), with a small table of its
 * own.
 *
 * <p>Unicode's {@code confusables.txt} has over six thousand lines and changes with every version
 * of Unicode, which would change the names that are allowed. Names have only letters, digits and
 * the marks of {@link NameMarks}. So the confusable characters are Greek and Cyrillic letters that
 * look like Latin ones, digits that look like letters, accents that are easily overlooked, and
 * ligatures and styled letters, which the compatibility forms of Unicode resolve. The table rather
 * rejects a harmless name, which costs a second try, than it allows one that impersonates another
 * user. Unlike UTS #39, it also folds case, because {@code ADMlN} is easily read as {@code admin}.
 *
 * <p>A change of this table needs a migration that recomputes the stored skeletons. Immutable.
 */
final class Lookalikes {
  /**
   * Greek capitals that look like another Latin letter than their small form; applied before case
   * folding.
   */
  private static final Map<Integer, String> CAPITALS =
      pairs("\u0397h \u039cm \u039dn \u03a5y", new HashMap<>());

  /** Small letters, applied after case folding; {@code i} maps to {@code l}, as {@code I} does. */
  private static final Map<Integer, String> SMALL = new HashMap<>();

  static {
    pairs("0o 1l il", SMALL);
    // Latin: strokes that no decomposition removes, and phonetic letters
    pairs("\u00f8o \u0111d \u0142l \u0127h \u0167t \u0180b \u0251a \u0261g \u0269l \u026al", SMALL);
    pairs("\u01c0l \u0185b \u028fy \u0299b \u029ch \u1d00a \u1d04c \u1d07e", SMALL);
    pairs("\u1d0bk \u1d0dm \u1d0fo \u1d18p \u1d1bt \u1d1cu \u1d20v \u1d21w \u1d22z", SMALL);
    // Cyrillic
    pairs("\u0430a \u0432b \u0435e \u04373 \u043ak \u043cm \u043dh \u043eo \u0440p", SMALL);
    pairs("\u0441c \u0442t \u0443y \u0445x \u044cb \u0455s \u0456l \u0457l \u0458j", SMALL);
    pairs("\u04bbh \u04cfl \u0501d \u051bq \u051dw \u04afy \u0475v \u0461w \u04d5\u00e6", SMALL);
    // Greek
    pairs("\u03b1a \u03b2b \u03b3y \u03b5e \u03b6z \u03b7n \u03b9l \u03bak \u03bcu", SMALL);
    pairs("\u03bdv \u03bfo \u03c1p \u03c2c \u03c3o \u03c4t \u03c5u \u03c7x \u03c9w", SMALL);
    pairs("\u03f2c \u03f3j", SMALL);
    // Armenian
    pairs("\u0585o \u057du \u0578n \u0570h \u0581g \u0575j \u0566q", SMALL);
  }

  private Lookalikes() {}

  /** Parses a table of pairs separated by spaces, each a letter and its replacement. */
  private static Map<Integer, String> pairs(String table, Map<Integer, String> into) {
    for (String pair : table.split(" ", -1)) {
      int length = Character.charCount(pair.codePointAt(0));
      into.put(pair.codePointAt(0), pair.substring(length));
    }
    return into;
  }

  static String skeleton(String name) {
    String bare = UserName.isAscii(name) ? name.toLowerCase(Locale.ROOT) : bare(name);
    String seen = replaced(bare, SMALL).replace("rn", "m").replace("vv", "w");
    return UserName.isAscii(seen) ? seen : NameMarks.sorted(seen);
  }

  /** Small letters without marks. */
  private static String bare(String name) {
    String marked = withoutMarks(decomposed(name));
    // Capital sharp s is its own upper case, but its small form is not.
    String small = replaced(marked, CAPITALS).toLowerCase(Locale.ROOT);
    String folded = small.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return withoutMarks(decomposed(folded));
  }

  /**
   * Decomposes again, because folding may compose: a capital I with a dot becomes a small one with
   * a mark.
   */
  private static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD);
  }

  /**
   * Removes the accents of Latin, Greek and Cyrillic, which are one block, and the points of Hebrew
   * and Arabic. The marks of other scripts make different letters, for instance Japanese ka and ga.
   */
  private static String withoutMarks(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> (c < 0x300 || c > 0x36f) && !NameMarks.isPoint(c))
        .filter(c -> !UserName.isInvisible(c))
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  private static String replaced(String text, Map<Integer, String> table) {
    StringBuilder looks = new StringBuilder(text.length());
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      int plain = plain(c);
      String look = table.get(plain);
      if (look == null) {
        looks.appendCodePoint(plain);
      } else {
        looks.append(look);
      }
    }
    return looks.toString();
  }

  /** Maps the decimal digits of all scripts to ASCII digits. */
  private static int plain(int codePoint) {
    int digit = Character.isDigit(codePoint) ? Character.digit(codePoint, 10) : -1;
    return digit < 0 ? codePoint : '0' + digit;
  }
}
