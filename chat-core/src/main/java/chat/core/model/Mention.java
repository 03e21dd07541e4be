package chat.core.model;

import java.util.Objects;

/**
 * A place in a text where somebody is called by name. Immutable.
 *
 * @param user who is meant, under the name of that time
 * @param start where the {@code @} stands, in UTF-16 units
 * @param end where the name ends, exclusive, in UTF-16 units
 */
public record Mention(User user, int start, int end) {
  /**
   * @throws IllegalArgumentException if the span is empty or begins before the text
   */
  public Mention {
    Objects.requireNonNull(user, "user");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("not a span: " + start + " to " + end);
    }
  }
}
