package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times are shown as the server wants it, and by default as the reader is used to. */
final class ClockIT {
  @Nested
  final class Locale {
    @RegisterExtension final Visitors visitors = new Visitors();

    @Test
    void readersSeeTheClockThatTheyAreUsedTo() {
      assertThat(time(visitors, "en-US", "General"))
          .hasText(Pattern.compile("\\d{1,2}:\\d\\d [AP]M"));
      Locator british = time(visitors, "en-GB", "Random");
      assertThat(british).hasText(Pattern.compile("\\d\\d:\\d\\d"));
      assertThat(british)
          .hasAttribute("title", Pattern.compile("\\w+day.* \\d{4} at \\d\\d:\\d\\d:\\d\\d"));
    }

    @Test
    void aTimeOfTwelveHoursLeavesTheTextAlone() {
      NewContextOptions american = new NewContextOptions().setLocale("en-US");
      Visitor ada = visitors.come("Ada", visitors.address(), american).enter();
      ada.say("One");
      ada.say("Two");
      Locator two = ada.reads("Two");
      assertThat(two.locator("time")).hasText(Pattern.compile("\\d{1,2}:\\d\\d [AP]M"));
      BoundingBox time = two.locator("time").boundingBox();
      assertTrue(time.x + time.width <= two.getByTestId("message-text").boundingBox().x);
    }

    @Test
    void itStandsOnEveryMessageOfAGroup() {
      Visitor ada = visitors.enter("Ada");
      for (String text : List.of("One", "Two", "Three")) {
        ada.say(text);
        Locator time = ada.reads(text).locator("time");
        assertThat(time).isInViewport();
        assertThat(time).hasCSS("opacity", "1");
      }
    }
  }

  @Nested
  final class TwentyFourHours {
    @RegisterExtension
    final Visitors visitors = new Visitors().with("MESSAGE_TIMESTAMP_FORMAT", "24h");

    @Test
    void everybodySeesTwentyFourHours() {
      assertThat(time(visitors, "en-US", "General")).hasText(Pattern.compile("\\d\\d:\\d\\d"));
    }
  }

  @Nested
  final class TwelveHours {
    @RegisterExtension
    final Visitors visitors = new Visitors().with("MESSAGE_TIMESTAMP_FORMAT", "12h");

    @Test
    void everybodySeesTwelveHours() {
      assertThat(time(visitors, "en-GB", "General"))
          .hasText(Pattern.compile("\\d{1,2}:\\d\\d [AaPp][Mm]"));
    }
  }

  @Nested
  final class Iso {
    @RegisterExtension
    final Visitors visitors = new Visitors().with("MESSAGE_TIMESTAMP_FORMAT", "iso");

    @Test
    void daysAndTimesAreThoseOfIso() {
      Locator time = time(visitors, "de-DE", "General");
      assertThat(time).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d"));
      assertThat(time)
          .hasAttribute("title", Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
      assertThat(time.page().locator(".row-day")).hasText(Pattern.compile("\\d{4}-\\d\\d-\\d\\d"));
    }
  }

  /** The time beside what somebody with this locale just said in this room. */
  private static Locator time(Visitors visitors, String locale, String room) {
    String name = "Ada-" + room;
    Visitor ada =
        visitors.come(name, visitors.address(), new NewContextOptions().setLocale(locale)).enter();
    if (!room.equals("General")) {
      ada.goTo(room);
    }
    ada.say("What time is it?");
    return ada.reads("What time").locator("time");
  }
}
