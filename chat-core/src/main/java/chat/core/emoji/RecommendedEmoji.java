package chat.core.emoji;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The emoji of Unicode's recommended set, expanded from {@link EmojiData} when the class is first
 * used: 3,944 entries. Immutable.
 */
final class RecommendedEmoji {
  private static final String COLOUR = "\uFE0F"; // variation selector 16

  /** Skin tones: the modifiers of type 1-2 to 6 on the Fitzpatrick scale, U+1F3FB to U+1F3FF. */
  private static final List<String> TONES =
      List.of("\uD83C\uDFFB", "\uD83C\uDFFC", "\uD83C\uDFFD", "\uD83C\uDFFE", "\uD83C\uDFFF");

  /** By their texts without U+FE0F. */
  private static final Map<String, Emoji> ALL = expand(EmojiData.patterns());

  private RecommendedEmoji() {}

  /** The emoji that {@code text} is, with U+FE0F in any place or none. */
  static Optional<Emoji> find(String text) {
    return Optional.ofNullable(ALL.get(withoutColour(text)));
  }

  static Collection<Emoji> all() {
    return ALL.values();
  }

  private static String withoutColour(String text) {
    return text.replace(COLOUR, "");
  }

  private static Map<String, Emoji> expand(String patterns) {
    Map<String, Emoji> all = new HashMap<>();
    for (String pattern : patterns.split("\\s+", -1)) {
      for (String text : toned(pattern)) {
        all.put(withoutColour(text), new Emoji(text));
      }
    }
    return Map.copyOf(all);
  }

  /** A pattern with all skin tones in their places; see {@link EmojiData}. */
  private static List<String> toned(String pattern) {
    if (pattern.indexOf('t') < 0) {
      return List.of(pattern);
    }
    List<String> toned = new ArrayList<>();
    for (String first : TONES) {
      String half = pattern.replaceFirst("t", first);
      for (String second : TONES) {
        if (half.indexOf('t') >= 0) {
          toned.add(half.replace("t", second));
        } else if (half.indexOf('u') >= 0 && !first.equals(second)) {
          toned.add(half.replace("u", second));
        }
      }
      if (half.indexOf('t') < 0 && half.indexOf('u') < 0) {
        toned.add(half);
      }
    }
    return toned;
  }
}
