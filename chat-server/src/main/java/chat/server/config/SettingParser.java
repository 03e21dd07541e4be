package chat.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Parses the text of one setting. Stateless, thread-safe.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
interface SettingParser<T> {
  /**
   * Parses {@code text}.
   *
   * @param mistakes receives each mistake, as the rest of a sentence that begins with the setting's
   *     name; the result is ignored then
   */
  T parse(String text, Consumer<String> mistakes);

  /** Any text that is not blank. */
  static SettingParser<String> text() {
    return (text, mistakes) -> {
      if (text.isBlank()) {
        mistakes.accept("must not be blank.");
      }
      return text.strip();
    };
  }

  /** A whole number in a range. */
  static SettingParser<Integer> number(int least, int most) {
    return (text, mistakes) -> {
      String digits = text.strip();
      // Nine digits without a sign always fit an int.
      int number = digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
      if (number < least || number > most) {
        mistakes.accept("must be a whole number from %d to %d%s".formatted(least, most, not(text)));
      }
      return number;
    };
  }

  /** One of a few words, ignoring case. */
  static <T> SettingParser<T> word(List<Map.Entry<String, T>> words) {
    String choice = String.join(", ", words.stream().map(Map.Entry::getKey).toList());
    return (text, mistakes) -> {
      String word = text.strip().toLowerCase(Locale.ROOT);
      for (Map.Entry<String, T> each : words) {
        if (each.getKey().toLowerCase(Locale.ROOT).equals(word)) {
          return each.getValue();
        }
      }
      mistakes.accept((words.size() > 1 ? "must be one of " : "must be ") + choice + not(text));
      return words.get(0).getValue();
    };
  }

  /** The end of a sentence that quotes the rejected text. */
  static String not(String text) {
    return ", not \"" + text + "\".";
  }

  /** The comma-separated parts, without the blank ones. */
  static List<String> parts(String text) {
    return List.of(text.split(",", -1)).stream()
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
