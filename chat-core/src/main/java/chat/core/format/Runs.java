package chat.core.format;

/** Runs of one character. Stateless. */
final class Runs {
  private Runs() {}

  /** The end of the run of the character at {@code start}, at most {@code limit}. */
  static int end(String text, int start, int limit) {
    int end = start + 1;
    while (end < limit && text.charAt(end) == text.charAt(start)) {
      end++;
    }
    return end;
  }
}
