package chat.core.model;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

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
    requireSpan(start, end);
  }

  /** Who is mentioned by a word that is no name. */
  public enum Who {
    /** All members of the room. */
    ALL,
    /** The users who are present in the room. */
    HERE;

    /** The word after the {@code @}, in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What {@code word} means, regardless of case; empty for any other word. */
    public static Optional<Who> of(String word) {
      if (word.length() > HERE.name().length()) {
        return Optional.empty();
      }
      return switch (UserName.fold(word)) {
        case "all" -> Optional.of(ALL);
        case "here" -> Optional.of(HERE);
        default -> Optional.empty();
      };
    }
  }

  /**
   * A mention of all members of a room, or of those who are present. Immutable.
   *
   * @param who who is mentioned
   * @param start the index of the {@code @}, in UTF-16 units
   * @param end the end of the word, exclusive, in UTF-16 units
   */
  public record OfAll(Who who, int start, int end) {
    /**
     * @throws IllegalArgumentException if the span is empty or begins before the text
     */
    public OfAll {
      Objects.requireNonNull(who, "who");
      requireSpan(start, end);
    }
  }

  private static void requireSpan(int start, int end) {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("invalid span: " + start + " to " + end);
    }
  }
}
