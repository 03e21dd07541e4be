package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import chat.core.ManualClock;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said relative to now follows the clock, also over midnight and after sleep. */
final class MidnightIT {
  private final ManualClock time = new ManualClock();

  @RegisterExtension final Visitors visitors = new Visitors().at(time);

  private Visitor enterBeforeMidnight() {
    time.pass(Duration.ofHours(23).plusMinutes(56));
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.page().clock().install(new Clock.InstallOptions().setTime(time.millis()));
    ada.open(visitors.address());
    ada.enter();
    return ada;
  }

  @Test
  void daysAreNamedAnewAtMidnight() {
    Visitor ada = enterBeforeMidnight();
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      bob.say("general", "Before midnight");
      ada.reads("Before midnight");
      assertThat(ada.page().locator(".row-day")).hasText(new String[] {"Today"});

      ada.page().clock().fastForward("06:00");
      time.pass(Duration.ofMinutes(6));
      assertThat(ada.page().locator(".row-day")).hasText(new String[] {"Yesterday"});
      bob.say("general", "After midnight");
      ada.reads("After midnight");
      assertThat(ada.page().locator(".row-day")).hasText(new String[] {"Yesterday", "Today"});
    }
  }

  /** A machine that slept: its timers did not run. */
  @Test
  void daysAreNamedAnewWhenThePageIsLookedAtAgain() {
    Visitor ada = enterBeforeMidnight();
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      bob.say("general", "Before midnight");
      ada.reads("Before midnight");
      List<String> days = List.of("Yesterday", "Thursday 1 January", "Thursday 1 January");
      List<String> signs =
          List.of(
              "document.dispatchEvent(new Event('visibilitychange'))",
              "dispatchEvent(new Event('focus'))",
              "dispatchEvent(new Event('pageshow'))");
      for (int i = 0; i < signs.size(); i++) {
        time.pass(Duration.ofDays(1));
        ada.page().clock().setSystemTime(time.millis());
        ada.page().evaluate(signs.get(i));
        assertThat(ada.page().locator(".row-day")).hasText(new String[] {days.get(i)});
      }
      // The year is told when it is another one.
      time.pass(Duration.ofDays(365));
      ada.page().clock().setSystemTime(time.millis());
      ada.page().evaluate(signs.get(0));
      assertThat(ada.page().locator(".row-day")).hasText(new String[] {"1 January 2026"});
    }
  }

  @Test
  void timesAgoGoOnInAnOpenDialog() {
    Visitor ada = enterBeforeMidnight();
    ada.see("new-room").click();
    ada.see("new-room-kind-private").check();
    ada.see("new-room-name").fill("Family");
    ada.see("new-room-create").click();
    ada.isIn("Family");
    ada.see("invite").click();
    ada.see("invite-make").click();
    assertThat(ada.see("invite-item")).containsText("this minute");
    ada.page().clock().fastForward("05:00");
    assertThat(ada.see("invite-item")).containsText("5 minutes ago");
  }
}
