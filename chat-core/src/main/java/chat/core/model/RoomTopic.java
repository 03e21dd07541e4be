package chat.core.model;

import java.util.Optional;

/** The rules for room topics. Stateless. */
public final class RoomTopic {
  /** Maximum length of a topic in code points. */
  public static final int MAX_LENGTH = 250;

  private RoomTopic() {}

  /**
   * Validates a topic: returns what is wrong with {@code topic}, as a sentence for users; empty
   * when it is valid.
   */
  public static Optional<String> check(String topic) {
    if (topic.codePointCount(0, topic.length()) > MAX_LENGTH) {
      return Optional.of("A topic must not be longer than 250 characters.");
    }
    return topic.codePoints().allMatch(RoomTopic::isAllowed)
        ? Optional.empty()
        : Optional.of("A topic must be a single line without control characters.");
  }

  private static boolean isAllowed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
