package chat.core.mention;

/** Classifies ASCII characters. Stateless. */
final class Ascii {
  private Ascii() {}

  static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
