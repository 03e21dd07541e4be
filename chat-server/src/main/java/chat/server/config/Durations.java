package chat.server.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses durations such as {@code 500ms}, {@code 5s} or {@code 24h}. Stateless. */
final class Durations {
  /** Ten digits of days are far below the maximum of a {@link Duration}. */
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,10})(ms|s|m|h|d|)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /** A parser of durations in a range, whose bounds are written in the same format. */
  static SettingParser<Duration> between(String least, String most) {
    Duration from = read(least).orElseThrow();
    Duration to = read(most).orElseThrow();
    return (text, mistakes) -> {
      Duration duration = read(text.strip()).orElse(Duration.ofSeconds(-1));
      if (duration.compareTo(from) < 0 || duration.compareTo(to) > 0) {
        mistakes.accept(
            "must be a duration from %s to %s, written as 500ms, 5s, 2m, 24h or 7d%s"
                .formatted(least, most, SettingParser.not(text)));
      }
      return duration;
    };
  }

  /** A number without a unit is in seconds. */
  private static Optional<Duration> read(String text) {
    Matcher written = WRITTEN.matcher(text);
    return written.matches()
        ? Optional.of(UNITS.get(written.group(2)).multipliedBy(Long.parseLong(written.group(1))))
        : Optional.empty();
  }
}
