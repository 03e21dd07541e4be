package chat.core.model;

import java.util.Optional;

/** The rules for the texts of messages and for the keys of clients. Stateless. */
public final class TextRules {
  /** The most characters (Unicode code points) of a client's key. */
  public static final int MAX_CLIENT_ID = 64;

  private TextRules() {}

  /** What is wrong with a text, as a sentence for a user; empty when it can be taken. */
  public static Optional<String> check(String text) {
    boolean blank = true;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (isSurrogate(codePoint)) {
        return Optional.of("A text is valid Unicode: it has no unpaired surrogates.");
      }
      if (Character.getType(codePoint) == Character.CONTROL
          && codePoint != '\t'
          && codePoint != '\n') {
        return Optional.of("A text has no control characters but tab and newline.");
      }
      blank = blank && isBlank(codePoint);
      i += Character.charCount(codePoint);
    }
    return blank ? Optional.of("A text is not blank.") : Optional.empty();
  }

  /**
   * Whether {@code clientId} is a valid key. Only a command with a valid one can be the repetition
   * of an earlier one.
   */
  public static boolean isClientId(String clientId) {
    return !clientId.isEmpty()
        && clientId.codePointCount(0, clientId.length()) <= MAX_CLIENT_ID
        && !hasUnpairedSurrogate(clientId);
  }

  /** White space, and characters that are not visible. */
  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.FORMAT;
  }

  private static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (isSurrogate(codePoint)) {
        return true;
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
