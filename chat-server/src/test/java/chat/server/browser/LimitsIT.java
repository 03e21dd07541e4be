package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody writes faster than the server takes it. */
final class LimitsIT {
  private static final String[] WRITTEN =
      IntStream.rangeClosed(1, 8).mapToObj(i -> "Message " + i).toArray(String[]::new);

  @RegisterExtension
  final Visitors visitors = new Visitors().with("LIMITS", "on").with("LIMIT_MESSAGES", "2+4/s");

  @Test
  void whatIsWrittenTooFastWaitsItsTurn() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");

    for (String text : WRITTEN) {
      ada.say(text);
    }
    isReadInOrder(ada, bob);
  }

  @Test
  void whatWaitsOfflineGoesOutInOrderAsFastAsItMay() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.losesConnection();
    visitors.cable().cut();
    assertThat(ada.page().locator(".is-cut-off")).isVisible();
    for (String text : WRITTEN) {
      ada.say(text);
    }

    visitors.cable().mend();
    ada.page().evaluate("dispatchEvent(new Event('online'))");
    isReadInOrder(ada, bob);
  }

  private static void isReadInOrder(Visitor... readers) {
    for (Visitor each : readers) {
      each.reads(WRITTEN[WRITTEN.length - 1]);
      assertThat(each.see("message-text")).hasText(WRITTEN);
    }
  }
}
