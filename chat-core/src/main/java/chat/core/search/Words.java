package chat.core.search;

import chat.core.model.Scripts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a text into the words that a search compares. All stores use it, so all of them find the
 * same messages.
 *
 * <p>A word is a run of letters, digits and marks, folded by {@link Folding}. For scripts without
 * spaces between words, every character and every pair of adjacent characters is a word (unigrams
 * and bigrams). A symbol, such as an emoji, is a word by itself. Everything else is a separator.
 * Stateless.
 */
public final class Words {
  /**
   * Maximum length of a word in UTF-16 units; longer words are cut, so that an index does not store
   * large blobs.
   */
  static final int MAX_LENGTH = 64;

  /**
   * Maximum number of distinct words of a text. A text of 4,000 letters rarely has more; one of
   * 4,000 Chinese characters has 8,000 unigrams and bigrams, which an index took 30 ms to store.
   */
  public static final int MAX_WORDS = 500;

  /**
   * A word and its position.
   *
   * @param word the folded word
   * @param start index of its first UTF-16 unit
   * @param end index after its last UTF-16 unit
   */
  record Place(String word, int start, int end) {}

  /** Visits words in text order. */
  @FunctionalInterface
  private interface Visitor {
    /** Returns whether to continue. */
    boolean word(String word, int start, int end);
  }

  private enum Kind {
    LETTER,
    DENSE,
    SYMBOL,
    OTHER
  }

  private Words() {}

  /**
   * The first {@value #MAX_WORDS} distinct words of a text, in the order of their first occurrence.
   */
  public static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    each(
        composed(text),
        true,
        (word, start, end) -> {
          words.add(word);
          return words.size() < MAX_WORDS;
        });
    return words;
  }

  /** The words that a text must have to match a query; empty when the query has no word. */
  public static Set<String> wanted(String query) {
    Set<String> words = new LinkedHashSet<>();
    each(
        composed(query),
        false,
        (word, start, end) -> {
          words.add(word);
          return true;
        });
    return words;
  }

  /**
   * The last word of a query, if no separator follows it and its script has spaces between words;
   * in other scripts, any part of a run is found anyway.
   */
  static Optional<String> lastUnfinished(String query) {
    String text = composed(query);
    String[] last = {null};
    each(
        text,
        false,
        (word, start, end) -> {
          boolean isLetters = kind(text.codePointAt(start)) == Kind.LETTER;
          last[0] = end == text.length() && isLetters ? word : null;
          return true;
        });
    return Optional.ofNullable(last[0]);
  }

  /** The composed form, because some keyboards produce decomposed characters. */
  private static String composed(String text) {
    return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /**
   * The positions of words of {@code text} that match {@code query}, ascending; they may overlap.
   *
   * @param reach maximum distance of the others from the start of the first, in UTF-16 units
   */
  static List<Place> places(String text, Query query, int reach) {
    List<Place> places = new ArrayList<>();
    each(
        text,
        true,
        (word, start, end) -> {
          if (!places.isEmpty() && start - places.get(0).start() >= reach) {
            return false;
          }
          if (query.wants(word)) {
            places.add(new Place(word, start, end));
          }
          return true;
        });
    return places;
  }

  /**
   * Visits the words of a text.
   *
   * @param all whether to visit the single characters of a dense run besides its pairs
   */
  private static void each(String text, boolean all, Visitor visitor) {
    boolean goesOn = true;
    for (int start = 0; goesOn && start < text.length(); ) {
      Kind kind = kind(text.codePointAt(start));
      int end = end(text, start, kind);
      goesOn =
          switch (kind) {
            case LETTER, SYMBOL -> visit(text, start, end, visitor);
            case DENSE -> eachOfRun(text, start, end, all, visitor);
            case OTHER -> true;
          };
      start = end;
    }
  }

  /** The end of the run of {@code kind} that begins at {@code start}. */
  private static int end(String text, int start, Kind kind) {
    int end = start + Character.charCount(text.codePointAt(start));
    while (kind != Kind.SYMBOL && end < text.length()) {
      int next = text.codePointAt(end);
      boolean goesOn = next >= 0x80 && kind != Kind.OTHER && Scripts.isMark(next);
      if (!goesOn && kind(next) != kind) {
        break;
      }
      end += Character.charCount(next);
    }
    return end;
  }

  private static boolean eachOfRun(String text, int start, int end, boolean all, Visitor visitor) {
    boolean goesOn = true;
    for (int first = start; goesOn && first < end; ) {
      int second = first + Character.charCount(text.codePointAt(first));
      boolean alone = second == end && first == start;
      if (all || alone) {
        goesOn = visit(text, first, second, visitor);
      }
      if (goesOn && second < end) {
        int third = second + Character.charCount(text.codePointAt(second));
        goesOn = visit(text, first, third, visitor);
      }
      first = second;
    }
    return goesOn;
  }

  private static boolean visit(String text, int start, int end, Visitor visitor) {
    String word = cut(fold(text.substring(start, end)));
    return word.isEmpty() || visitor.word(word, start, end);
  }

  private static String cut(String word) {
    if (word.length() <= MAX_LENGTH) {
      return word;
    }
    boolean splits = Character.isHighSurrogate(word.charAt(MAX_LENGTH - 1));
    return word.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH);
  }

  /**
   * The folded form, without characters from compatibility decompositions that are not part of
   * words.
   */
  private static String fold(String word) {
    String folded = Folding.fold(word);
    if (isAscii(folded)) {
      return folded;
    }
    StringBuilder plain = new StringBuilder(folded.length());
    folded
        .codePoints()
        .filter(c -> Scripts.isMark(c) || kind(c) != Kind.OTHER)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static Kind kind(int codePoint) {
    if (codePoint < 0x80) {
      return isAsciiWord(codePoint) ? Kind.LETTER : Kind.OTHER;
    }
    if (Scripts.isDense(codePoint)) {
      return Kind.DENSE;
    }
    return switch (Character.getType(codePoint)) {
      case Character.OTHER_SYMBOL -> Kind.SYMBOL;
      case Character.LETTER_NUMBER, Character.OTHER_NUMBER -> Kind.LETTER;
      default -> Character.isLetterOrDigit(codePoint) ? Kind.LETTER : Kind.OTHER;
    };
  }

  private static boolean isAsciiWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
