package chat.core.model;

import java.util.Optional;

/** The rules for the topics of rooms. Stateless. */
public final class RoomTopic {
  /** The most characters (Unicode code points) of a topic. */
  public static final int MAX_LENGTH = 250;

  private RoomTopic() {}

  /** What is wrong with {@code topic}, as a sentence for a person; empty when it can be taken. */
  public static Optional<String> check(String topic) {
    if (topic.codePointCount(0, topic.length()) > MAX_LENGTH) {
      return Optional.of("A topic has at most 250 characters.");
    }
    return topic.codePoints().allMatch(RoomTopic::isAllowed)
        ? Optional.empty()
        : Optional.of("A topic is one line without control characters.");
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
