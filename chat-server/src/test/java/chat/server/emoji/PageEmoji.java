package chat.server.emoji;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The page's file of emoji in one language, which {@code js/features/emoji/emoji-data.js} reads.
 * Its fields are separated by tabs; empty ones at the end of a line are left out.
 *
 * <ul>
 *   <li>The first line has the names of the five skin tones.
 *   <li>A line that begins with {@code >} begins one of Unicode's groups, by its number.
 *   <li>Every other line is an emoji: text; skin tones; version of emoji, if later than 13; name;
 *       shortcodes and other words by which it is found, both separated by spaces. Skin tones are
 *       {@code +} where one can follow the first code point, else the pattern of the emoji with
 *       {@code t} in place of each; empty for none.
 * </ul>
 *
 * Words that the name begins with are left out, as are the shortcodes of flags, which the page
 * makes from their letters: the file of each language stays below 50 KB compressed.
 */
final class PageEmoji {
  /** Emoji of this version are drawn by the devices of 2021. */
  private static final double OLD = 13;

  private static final Pattern FLAG = Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{2}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final String LIGHT = "\uD83C\uDFFB";

  private PageEmoji() {}

  static String of(Emojibase source, String language) throws IOException {
    List<Map<String, List<String>>> sets = new ArrayList<>();
    for (String name : List.of("github", "iamcal", "emojibase")) { // iamcal has those of Slack
      sets.add(source.shortcodes(name));
    }
    List<String> lines = new ArrayList<>(List.of(String.join("\t", source.tones(language))));
    int group = -1;
    for (Emojibase.Entry entry : source.entries(language)) {
      if (entry.group() != group) {
        group = entry.group();
        lines.add(">" + group);
      }
      lines.add(line(entry, codes(entry, sets)));
    }
    return String.join("\n", lines) + '\n';
  }

  /** The shortcodes of the first set that has any for the emoji and gives them to no other. */
  private static List<String> codes(Emojibase.Entry entry, List<Map<String, List<String>>> sets) {
    if (FLAG.matcher(entry.text()).matches()) {
      return List.of();
    }
    Set<String> taken = new HashSet<>();
    for (Map<String, List<String>> set : sets) {
      List<String> codes = new ArrayList<>(set.getOrDefault(entry.hexcode(), List.of()));
      codes.removeAll(taken);
      if (!codes.isEmpty()) {
        return codes;
      }
      set.values().forEach(taken::addAll);
    }
    throw new IllegalStateException(entry.text() + " has no shortcode");
  }

  private static String line(Emojibase.Entry entry, List<String> codes) {
    String version = Double.toString(entry.version()).replaceAll("\\.0$", "");
    return String.join(
            "\t",
            entry.text(),
            tones(entry),
            entry.version() > OLD ? version : "",
            entry.label(),
            String.join(" ", codes),
            String.join(" ", tags(entry)))
        .stripTrailing();
  }

  private static String tones(Emojibase.Entry entry) {
    if (entry.toned().isEmpty()) {
      return "";
    }
    String light =
        entry.toned().stream()
            .map(Emojibase.Entry::text)
            .filter(text -> text.contains(LIGHT) && !SkinTones.differ(text))
            .findFirst()
            .orElseThrow();
    String text = entry.text();
    int first = Character.charCount(text.codePointAt(0));
    String rest = text.substring(first).replaceFirst("^\uFE0F", "");
    String pattern = SkinTones.pattern(light);
    return pattern.equals(text.substring(0, first) + 't' + rest) ? "+" : pattern;
  }

  /** The words of all tags with which no other word of the emoji begins. */
  private static List<String> tags(Emojibase.Entry entry) {
    Set<String> words = new LinkedHashSet<>();
    entry.tags().forEach(tag -> words.addAll(wordsOf(tag)));
    List<String> name = wordsOf(entry.label());
    boolean isFlag = FLAG.matcher(entry.text()).matches();
    return words.stream()
        .filter(word -> name.stream().noneMatch(each -> each.startsWith(word)))
        .filter(
            word -> words.stream().noneMatch(each -> !each.equals(word) && each.startsWith(word)))
        .filter(word -> !(isFlag && word.length() == 2))
        .toList();
  }

  private static List<String> wordsOf(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }
}
