package chat.server.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate limit: a burst, then once per interval. Written as {@code 10+2/s}: ten at once, then two
 * per second. Immutable.
 *
 * @param burst the burst, from 1 to 100,000 unless the rate is unlimited
 * @param interval the interval of refilling by one; zero when the rate is unlimited
 */
public record Rate(int burst, Duration interval) {
  /** No limit. */
  public static final Rate UNLIMITED = new Rate(Integer.MAX_VALUE, Duration.ZERO);

  private static final int MOST = 100_000;

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})\\+([0-9]{1,6})/([smh])");

  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  /** Rejects null. */
  public Rate {
    Objects.requireNonNull(interval, "interval");
  }

  /**
   * Parses a rate in its written form; {@code off} stands for {@link #UNLIMITED}.
   *
   * @return empty when the text is not a rate, or a number is not from 1 to 100,000
   */
  public static Optional<Rate> parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.equals("off")) {
      return Optional.of(UNLIMITED);
    }
    Matcher written = WRITTEN.matcher(word);
    if (!written.matches()) {
      return Optional.empty();
    }
    int burst = Integer.parseInt(written.group(1));
    int count = Integer.parseInt(written.group(2));
    return isNumber(burst) && isNumber(count)
        ? Optional.of(new Rate(burst, interval(UNITS.get(written.group(3)), count)))
        : Optional.empty();
  }

  private static boolean isNumber(int number) {
    return number >= 1 && number <= MOST;
  }

  /** Rounded up, so that the rate is never higher than written. */
  private static Duration interval(Duration period, int count) {
    return Duration.ofNanos((period.toNanos() + count - 1) / count);
  }

  boolean isUnlimited() {
    return interval.isZero();
  }

  /** The cost of one token in nanoseconds of refilling; 0 when the rate is unlimited. */
  long cost() {
    return interval.toNanos();
  }

  /** The capacity of a bucket in the same unit. */
  long capacity() {
    return cost() * burst;
  }

  /** The same rate counted in units that are {@code parts} times smaller. */
  Rate divided(int parts) {
    long nanos = (interval.toNanos() + parts - 1) / parts;
    return isUnlimited() ? this : new Rate(burst * parts, Duration.ofNanos(nanos));
  }

  /** This rate multiplied by {@code factor}. */
  Rate times(int factor) {
    return isUnlimited() ? this : new Rate(burst * factor, interval.dividedBy(factor));
  }
}
