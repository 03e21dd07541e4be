package chat.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RateTest {
  @Test
  void parsesWrittenRates() {
    assertEquals(Optional.of(new Rate(10, Duration.ofMillis(500))), Rate.parse("10+2/s"));
    assertEquals(Optional.of(new Rate(5, Duration.ofSeconds(12))), Rate.parse(" 5+5/M "));
    assertEquals(Optional.of(new Rate(1, Duration.ofHours(1))), Rate.parse("1+1/h"));
    assertEquals(
        Optional.of(new Rate(100_000, Duration.ofNanos(10_000))), Rate.parse("100000+100000/s"));
    assertEquals(Optional.of(Rate.UNLIMITED), Rate.parse("Off"));
  }

  @Test
  void isNeverHigherThanWritten() {
    assertEquals(Optional.of(new Rate(1, Duration.ofNanos(333_333_334))), Rate.parse("1+3/s"));
  }

  @Test
  void rejectsInvalidText() {
    for (String text :
        List.of(
            "",
            "10",
            "10+2",
            "10+2/",
            "10+2/d",
            "10+2/ms",
            "10 + 2/s",
            "2/s",
            "+2/s",
            "-1+2/s",
            "10+-2/s",
            "1.5+2/s",
            "0+2/s",
            "10+0/s",
            "100001+1/s",
            "1+100001/s",
            "9999999+1/s",
            "١+٢/s",
            "10+2/s10+2/s",
            "on")) {
      assertEquals(Optional.empty(), Rate.parse(text), text);
    }
  }

  @Test
  void isMultipliedByAFactor() {
    assertEquals(
        new Rate(100, Duration.ofMillis(50)), new Rate(10, Duration.ofMillis(500)).times(10));
    assertTrue(Rate.UNLIMITED.times(10).isUnlimited());
  }
}
