package chat.core.model;

import java.util.Objects;

/**
 * A mention of a user in a text. Immutable.
 *
 * @param user the mentioned user, with the name at that time
 * @param start the index of the {@code @}, in UTF-16 units
 * @param end the end of the name, exclusive, in UTF-16 units
 */
public record Mention(User user, int start, int end) {
  /**
   * @throws IllegalArgumentException if the span is empty or begins before the text
   */
  public Mention {
    Objects.requireNonNull(user, "user");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("invalid span: " + start + " to " + end);
    }
  }
}
