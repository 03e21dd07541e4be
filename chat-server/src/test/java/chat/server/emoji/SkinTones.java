package chat.server.emoji;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The modifiers U+1F3FB to U+1F3FF in an emoji. Stateless. */
final class SkinTones {
  static final int COUNT = 5;

  private static final Pattern TONE = Pattern.compile("[\\x{1F3FB}-\\x{1F3FF}]");

  private SkinTones() {}

  /** {@code text} with {@code t} in place of each skin tone. */
  static String pattern(String text) {
    return TONE.matcher(text).replaceAll("t");
  }

  /** Whether {@code text} has skin tones that are not all the same. */
  static boolean differ(String text) {
    List<String> tones = TONE.matcher(text).results().map(MatchResult::group).distinct().toList();
    return tones.size() > 1;
  }
}
