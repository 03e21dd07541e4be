package chat.core.emoji;

import java.util.Objects;
import java.util.Optional;

/**
 * An emoji that may be a reaction: one of the set that Unicode recommends (RGI, "recommended for
 * general interchange", of UTS #51), without the components (skin tones, hair styles) that are no
 * emoji by themselves. Immutable.
 *
 * <p>One emoji can be encoded in several ways, which look the same: U+FE0F, which asks for the
 * colour picture, may be missing (an unqualified or minimally qualified form of UTS #51), and some
 * programs add it where it changes nothing. The form in which Unicode lists the emoji, the fully
 * qualified one, stands for all of them, so that equal emoji are equal strings.
 *
 * @param text the emoji in its fully qualified form, for instance U+2764 U+FE0F for a heart
 */
public record Emoji(String text) {
  /**
   * Maximum length in UTF-16 code units: two people who kiss, each with a skin tone (10 code
   * points, 35 bytes in UTF-8).
   */
  public static final int MAX_LENGTH = 15;

  /**
   * An emoji that is known to be valid, for instance from a store: only the length is checked here,
   * so that what a version with a later edition of Unicode stored can be read. Input is checked by
   * {@link #of}.
   *
   * @throws IllegalArgumentException if {@code text} is empty or too long
   */
  public Emoji {
    Objects.requireNonNull(text, "text");
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("invalid emoji: must be 1 to 15 UTF-16 code units");
    }
  }

  /**
   * The emoji that {@code text} consists of, in its fully qualified form. Empty when {@code text}
   * is anything else: no emoji, several, or one with other characters beside it. Its cost does not
   * depend on the length of {@code text}.
   */
  public static Optional<Emoji> of(String text) {
    return text.length() > MAX_LENGTH ? Optional.empty() : RecommendedEmoji.find(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
