package chat.core.model;

import java.util.Optional;

/** The rules for message texts and for {@code client_id}s. Stateless. */
public final class TextRules {
  /** Maximum length of a {@code client_id} in code points. */
  public static final int MAX_CLIENT_ID = 64;

  private TextRules() {}

  /**
   * Validates a text: returns what is wrong with it, as a sentence for users; empty when it is
   * valid.
   */
  public static Optional<String> check(String text) {
    Optional<String> fault = checkDraft(text);
    return fault.isEmpty() && isBlank(text) ? Optional.of("A text must not be blank.") : fault;
  }

  /** The same for a text that may still be blank. */
  public static Optional<String> checkDraft(String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (isSurrogate(codePoint)) {
        return Optional.of("A text must be valid Unicode, without unpaired surrogates.");
      }
      if (Character.getType(codePoint) == Character.CONTROL
          && codePoint != '\t'
          && codePoint != '\n') {
        return Optional.of("A text must not have control characters other than tab and newline.");
      }
      i += Character.charCount(codePoint);
    }
    return Optional.empty();
  }

  /** Whether a text has nothing to be seen. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(TextRules::isBlank);
  }

  /** Whether {@code clientId} is valid. Only a command with a valid one can be a repetition. */
  public static boolean isClientId(String clientId) {
    return !clientId.isEmpty()
        && clientId.codePointCount(0, clientId.length()) <= MAX_CLIENT_ID
        && !hasUnpairedSurrogate(clientId);
  }

  /** Whether it is white space or invisible. */
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
