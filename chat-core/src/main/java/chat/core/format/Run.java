package chat.core.format;

import chat.core.model.Scripts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A run of equal marks, which may close and open spans by the rules of CommonMark 0.31.2, section
 * 6.2. A letter of a script without spaces may stand where other scripts need a space or
 * punctuation. Confined to one thread.
 */
final class Run implements Token {
  private enum Beside {
    SPACE,
    PUNCTUATION,
    LETTER,
    DENSE
  }

  private final int start;
  private final int end;
  private final char mark;
  private final boolean canOpen;
  private final boolean canClose;
  private final List<Node.Style> closes = new ArrayList<>(); // from left to right
  private final Deque<Node.Style> opens = new ArrayDeque<>(); // from left to right
  private int left;
  private int balance;

  private Run(int start, int end, char mark, boolean canOpen, boolean canClose) {
    this.start = start;
    this.end = end;
    this.mark = mark;
    this.canOpen = canOpen;
    this.canClose = canClose;
    this.left = end - start;
  }

  /** The run that begins at {@code start}. */
  static Run at(String text, int start) {
    int end = Runs.end(text, start, text.length());
    Beside previous = start == 0 ? Beside.SPACE : beside(text.codePointBefore(start));
    Beside next = end == text.length() ? Beside.SPACE : beside(text.codePointAt(end));
    boolean isLeft =
        next != Beside.SPACE && (next != Beside.PUNCTUATION || previous != Beside.LETTER);
    boolean isRight =
        previous != Beside.SPACE && (previous != Beside.PUNCTUATION || next != Beside.LETTER);
    boolean isWord = text.charAt(start) == '_';
    return new Run(
        start,
        end,
        text.charAt(start),
        isLeft && (!isWord || !isRight || previous == Beside.PUNCTUATION),
        isRight && (!isWord || !isLeft || next == Beside.PUNCTUATION));
  }

  private static Beside beside(int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return Beside.SPACE;
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          Beside.PUNCTUATION;
      default -> c >= 0x80 && Scripts.isDense(c) ? Beside.DENSE : Beside.LETTER;
    };
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public int end() {
    return end;
  }

  int length() {
    return end - start;
  }

  char mark() {
    return mark;
  }

  boolean canOpen() {
    return canOpen;
  }

  boolean canClose() {
    return canClose;
  }

  /** How many of its marks neither close nor open anything. */
  int left() {
    return left;
  }

  /** What this closes, the innermost span first. */
  List<Node.Style> closes() {
    return closes;
  }

  /** What this opens, the outermost span first. */
  Iterable<Node.Style> opens() {
    return opens;
  }

  /** What it did to the number of runs that may still be closed; see {@link OpenMarks}. */
  int balance() {
    return balance;
  }

  void balance(int change) {
    balance = change;
  }

  /** Whether {@code closer} may close what this opens: CommonMark's rule of three. */
  boolean matches(Run closer) {
    if (mark != closer.mark || left == 0) {
      return false;
    }
    boolean isThird = (length() + closer.length()) % 3 == 0;
    return (!canClose && !closer.canOpen)
        || !isThird
        || (length() % 3 == 0 && closer.length() % 3 == 0);
  }

  /** Makes a span from this to {@code closer}. */
  void pairWith(Run closer) {
    int width = left > 1 && closer.left > 1 ? 2 : 1;
    Node.Style style =
        switch (mark) {
          case '~' -> Node.Style.STRIKE;
          case '|' -> Node.Style.SPOILER;
          default -> width == 2 ? Node.Style.BOLD : Node.Style.ITALIC;
        };
    opens.addFirst(style);
    closer.closes.add(style);
    left -= width;
    closer.left -= width;
  }

  /** How many marks a span of {@code style} has on either side. */
  static int width(Node.Style style) {
    return style == Node.Style.ITALIC ? 1 : 2;
  }
}
