package chat.core.format;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The mark that begins a list item, and the line after it. Immutable.
 *
 * @param type the bullet, or the character after the number; items of one type make a list
 * @param number the number; empty for a bullet
 * @param isEmpty whether nothing follows the mark in its line
 * @param offset the indentation of further lines of the item
 * @param content the rest of the line
 */
record ItemMark(char type, OptionalInt number, boolean isEmpty, int offset, Line content) {
  private static final int MAX_SPACES = 4;
  private static final int MAX_DIGITS = 9;
  private static final int MIN_RULE = 3;

  /** The mark at the beginning of {@code line}. */
  static Optional<ItemMark> at(String text, Line line) {
    if (line.indent() > Line.MAX_INDENT || line.isBlank()) {
      return Optional.empty();
    }
    int digits = digits(text, line);
    char type = text.charAt(line.first() + digits);
    boolean isMark =
        digits > 0
            ? type == '.' || type == ')'
            : "-+*".indexOf(type) >= 0 && !isRule(text, line, type);
    if (!isMark) {
      return Optional.empty();
    }
    int length = digits + 1;
    Line after = line.afterMark(text, length);
    if (!after.isBlank() && after.indent() == 0) {
      return Optional.empty();
    }
    int spaces = after.isBlank() || after.indent() > MAX_SPACES ? 1 : after.indent();
    return Optional.of(
        new ItemMark(
            type,
            number(text, line.first(), digits),
            after.isBlank(),
            line.indent() + length + spaces,
            after.without(text, spaces)));
  }

  private static OptionalInt number(String text, int start, int digits) {
    return digits == 0
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(text.substring(start, start + digits)));
  }

  /** The number of digits that {@code line} begins with; 0 when they cannot number an item. */
  private static int digits(String text, Line line) {
    int end = line.first();
    while (end < line.end()
        && Ascii.isDigit(text.charAt(end))
        && end - line.first() <= MAX_DIGITS) {
      end++;
    }
    int length = end - line.first();
    return length <= MAX_DIGITS && end < line.end() ? length : 0;
  }

  /** Whether {@code line} is three or more of a mark, as texts are parted with: no list. */
  private static boolean isRule(String text, Line line, char mark) {
    int count = 0;
    for (int i = line.first(); i < line.end(); i++) {
      if (text.charAt(i) == mark) {
        count++;
      } else if (!Line.isBlank(text.charAt(i))) {
        return false;
      }
    }
    return count >= MIN_RULE;
  }
}
