package chat.server.wire.json;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Formats and parses times as {@code 2026-01-31T09:05:00.000Z}: always with three digits of
 * milliseconds, which the formatters of the JDK do not guarantee, and at a tenth of their cost.
 * Stateless, thread-safe.
 */
final class Timestamp {
  private static final int LAST_YEAR = 9_999;

  private Timestamp() {}

  /**
   * Parses a time with any offset and any number of decimals of a second, and truncates it to
   * milliseconds; empty when it is none, or not of the years 1 to 9999 in UTC.
   */
  static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time =
          OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(MILLIS);
      boolean isUsual = time.getYear() >= 1 && time.getYear() <= LAST_YEAR;
      return isUsual ? Optional.of(time.toInstant()) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // the caller says what is wrong
    }
  }

  /** Formats {@code time}, truncated to milliseconds. Years from 0 to 9999. */
  static String of(Instant time) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    put(text, 3, utc.getYear());
    put(text, 6, utc.getMonthValue());
    put(text, 9, utc.getDayOfMonth());
    put(text, 12, utc.getHour());
    put(text, 15, utc.getMinute());
    put(text, 18, utc.getSecond());
    put(text, 22, utc.getNano() / 1_000_000);
    return new String(text);
  }

  /** Writes {@code number} so that it ends at {@code last}. */
  private static void put(char[] text, int last, int number) {
    int at = last;
    for (int rest = number; rest > 0; rest /= 10) {
      text[at--] = (char) ('0' + rest % 10);
    }
  }
}
