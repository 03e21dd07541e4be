package chat.server.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimestampTest {
  private static final DateTimeFormatter EXPECTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Test
  void alwaysHasMilliseconds() {
    assertEquals("2026-01-31T00:00:00.000Z", Timestamp.of(Instant.parse("2026-01-31T00:00:00Z")));
    assertEquals(
        "2026-12-01T23:59:59.999Z", Timestamp.of(Instant.parse("2026-12-01T23:59:59.999999Z")));
    assertEquals("1969-12-31T23:59:59.999Z", Timestamp.of(Instant.ofEpochMilli(-1)));
  }

  @Test
  void agreesWithTheFormatterOfTheJdk() {
    var random = new Random(7);
    long range = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int round = 0; round < 20_000; round++) {
      var time = Instant.ofEpochSecond(random.nextLong(range), random.nextInt(1_000_000_000));
      assertEquals(EXPECTED.format(time), Timestamp.of(time));
    }
  }
}
