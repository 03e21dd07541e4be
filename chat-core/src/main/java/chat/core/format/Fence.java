package chat.core.format;

import java.util.Optional;

/**
 * The opening fence of code: three or more backticks or tildes. Immutable.
 *
 * @param mark the character that it consists of
 * @param length how many of them
 * @param indent its indentation, which the lines of the code may have too
 * @param language a single word after the marks that can name a language; else empty
 * @param rest anything else after the marks, which is the first line of the code; else empty
 */
record Fence(char mark, int length, int indent, String language, String rest) {
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LANGUAGE = 32;

  /** The fence that {@code line} is. */
  static Optional<Fence> at(String text, Line line) {
    if (line.indent() > Line.MAX_INDENT || line.isBlank()) {
      return Optional.empty();
    }
    char mark = text.charAt(line.first());
    if (mark != '`' && mark != '~') {
      return Optional.empty();
    }
    int start = Runs.end(text, line.first(), line.end());
    int length = start - line.first();
    if (length < MIN_LENGTH || hasMark(text, mark, start, line.end())) {
      return Optional.empty();
    }
    int end = line.end();
    while (start < end && Line.isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && Line.isBlank(text.charAt(end - 1))) {
      end--;
    }
    String word = text.substring(start, end);
    boolean isLanguage = isLanguage(word);
    return Optional.of(
        new Fence(mark, length, line.indent(), isLanguage ? word : "", isLanguage ? "" : word));
  }

  /** Whether the mark follows again in the line, so that it is a code span, or an ornament. */
  private static boolean hasMark(String text, char mark, int from, int to) {
    int next = from;
    while (next < to && text.charAt(next) != mark) {
      next++;
    }
    return next < to;
  }

  private static boolean isLanguage(String word) {
    return !word.isEmpty()
        && word.length() <= MAX_LANGUAGE
        && word.chars().allMatch(c -> Ascii.isLetterOrDigit(c) || "+#._-".indexOf(c) >= 0);
  }

  /** Whether {@code line} closes the code. */
  boolean isClosedBy(String text, Line line) {
    if (line.indent() > Line.MAX_INDENT || line.isBlank() || text.charAt(line.first()) != mark) {
      return false;
    }
    int end = Runs.end(text, line.first(), line.end());
    if (end - line.first() < length) {
      return false;
    }
    while (end < line.end() && Line.isBlank(text.charAt(end))) {
      end++;
    }
    return end == line.end();
  }
}
