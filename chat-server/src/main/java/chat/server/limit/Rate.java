package chat.server.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may be done: so many times at once, then once in every interval. Written as
 * {@code 10+2/s}: ten at once, then two a second. Immutable.
 *
 * @param burst how many times at once, from 1 to 100,000 where it is bounded
 * @param interval after which it may be done once more; zero when it is not bounded
 */
public record Rate(int burst, Duration interval) {
  /** As often as one likes. */
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
   * Reads a rate as people write it, {@code off} for none.
   *
   * @return empty when it is none, or one of its numbers is not from 1 to 100,000
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

  /** Rounded up, so that it is never more often than written. */
  private static Duration interval(Duration period, int count) {
    return Duration.ofNanos((period.toNanos() + count - 1) / count);
  }

  boolean isUnlimited() {
    return interval.isZero();
  }

  /** What one costs, in nanoseconds of refilling; 0 when it is not bounded. */
  long cost() {
    return interval.toNanos();
  }

  /** What a full bucket holds, in the same unit. */
  long capacity() {
    return cost() * burst;
  }

  /** This, counted in {@code parts} of one. */
  Rate divided(int parts) {
    long nanos = (interval.toNanos() + parts - 1) / parts;
    return isUnlimited() ? this : new Rate(burst * parts, Duration.ofNanos(nanos));
  }

  /** This, {@code factor} times as often. */
  Rate times(int factor) {
    return isUnlimited() ? this : new Rate(burst * factor, interval.dividedBy(factor));
  }
}
