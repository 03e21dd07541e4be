package chat.core.format;

import java.util.ArrayList;
import java.util.List;

/**
 * A line, as the block that holds it sees it: without the marks of quotes and list items.
 * Immutable.
 *
 * @param start where it begins in the source
 * @param end where it ends, before the line end
 * @param column the column of {@code start}; a tab leads to the next multiple of four
 * @param pad columns of a tab before {@code start} that still belong to the line
 * @param first where its leading white space ends
 * @param indent the width of that white space in columns, {@code pad} included
 */
record Line(int start, int end, int column, int pad, int first, int indent) {
  /** Maximum indentation of a mark; a mark with more is text. */
  static final int MAX_INDENT = 3;

  private static final int TAB = 4;

  /** The lines of a whole text. */
  static List<Line> linesOf(String text) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int next = text.indexOf('\n', start);
      int end = next < 0 ? text.length() : next;
      lines.add(at(text, start, end, 0, 0));
      start = end + 1;
    }
    return lines;
  }

  private static Line at(String text, int start, int end, int column, int pad) {
    int first = start;
    int reached = column;
    while (first < end && isBlank(text.charAt(first))) {
      reached += width(text.charAt(first), reached);
      first++;
    }
    return new Line(start, end, column, pad, first, pad + reached - column);
  }

  /** The line without its first {@code count} columns, as far as they are white space. */
  Line without(String text, int count) {
    int at = start;
    int reached = column;
    int rest = Math.max(0, pad - count);
    int left = Math.max(0, count - pad);
    while (left > 0 && at < first) {
      int width = width(text.charAt(at), reached);
      at++;
      reached += width;
      rest = Math.max(0, width - left);
      left = Math.max(0, left - width);
    }
    return at(text, at, end, reached, rest);
  }

  /** The line after a mark of {@code length} characters that is its first text. */
  Line afterMark(String text, int length) {
    return at(text, first + length, end, column + indent - pad + length, 0);
  }

  boolean isBlank() {
    return first == end;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static int width(char c, int column) {
    return c == '\t' ? TAB - column % TAB : 1;
  }
}
