package chat.core.format;

/** Classifies ASCII characters. Stateless. */
final class Ascii {
  private Ascii() {}

  static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isPunctuation(int c) {
    return c > ' ' && c < 0x7F && !isLetterOrDigit(c);
  }

  /** Whether {@code c} is an at sign, or its full-width form, as East Asian keyboards write it. */
  static boolean isAt(int c) {
    return c == '@' || c == '\uFF20';
  }
}
