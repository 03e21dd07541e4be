package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.ElementHandle;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the key to the log. */
final class SendIT {
  private static final String WATCH_BANNER =
      "() => { globalThis.wasSeen = false; const banner = document.querySelector('[data-test=banner]');"
          + " new MutationObserver(() => { wasSeen ||= !banner.hidden; })"
          + " .observe(banner, { attributes: true }); }";
  private static final String LOOK =
      "(message) => { const { top, height } = message.getBoundingClientRect();"
          + " return [message.isConnected, top, height]; }";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aMessageAppearsInTheVeryNextFrameAndSettlesInItsPlace() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.say("The one before");
    ada.reads("The one before");
    visitors.cable().loseAnswers();

    ada.write("At once");
    Object state =
        ada.page()
            .evaluate(
                "async () => { document.querySelector('[data-test=send]').click();"
                    + " await new Promise(requestAnimationFrame);"
                    + " const all = [...document.querySelectorAll('[data-test=message]')];"
                    + " return all.at(-1).dataset.state + ' ' + all.at(-1).innerText; }");
    assertEquals("sending", state.toString().split(" ", 2)[0]);
    ElementHandle node = ada.message("At once").elementHandle();
    Object before = node.evaluate(LOOK);
    ada.losesConnection();
    visitors.cable().cut();
    assertThat(ada.page().locator(".is-cut-off")).isVisible();
    visitors.cable().mend();
    ada.page().evaluate("dispatchEvent(new Event('online'))");
    ada.reads("At once");
    assertEquals(before, node.evaluate(LOOK), "it is the same node in the same place");
  }

  @Test
  void aRepeatCarriesTheSameClientId() {
    List<String> sent = new java.util.ArrayList<>();
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.page()
        .onWebSocket(
            socket ->
                socket.onFrameSent(
                    frame -> {
                      if (frame.text().contains("send_message")) {
                        sent.add(frame.text().replaceAll(".*\"client_id\":\"([^\"]+)\".*", "$1"));
                      }
                    }));
    ada.open(visitors.cable().address());
    ada.enter();
    visitors.cable().loseAnswers();
    ada.say("Once more");
    ada.page().waitForCondition(() -> sent.size() == 1);
    ada.losesConnection();
    visitors.cable().cut();
    assertThat(ada.page().locator(".is-cut-off")).isVisible();
    visitors.cable().mend();
    ada.page().evaluate("dispatchEvent(new Event('online'))");
    ada.reads("Once more");
    // The log may tell the page of it before the test hears of the repeat.
    ada.page().waitForCondition(() -> sent.size() == 2);
    assertEquals(sent.get(0), sent.get(1));
    ada.say("Another");
    ada.reads("Another");
    ada.page().waitForCondition(() -> sent.size() == 3);
    assertNotEquals(sent.get(0), sent.get(2));
  }

  @Test
  void aShortLossIsNotWorthABannerAndALongOneCountsTheWait() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.losesConnection();
    ada.page().evaluate(WATCH_BANNER);
    visitors.cable().cut();
    assertThat(ada.page().locator(".is-cut-off")).isVisible();
    visitors.cable().mend();
    ada.page().evaluate("dispatchEvent(new Event('online'))");
    assertThat(ada.page().locator(".is-cut-off")).hasCount(0);
    assertEquals(false, ada.page().evaluate("wasSeen"));

    visitors.cable().cut();
    assertThat(ada.see("banner")).isVisible();
    assertThat(ada.see("composer")).isEditable();
    assertThat(ada.see("send")).isEnabled();
    assertThat(ada.see("banner")).hasText(Pattern.compile("Trying again in \\d+ s"));
    ada.say("One");
    assertThat(ada.see("banner")).containsText("1 message waiting");
    visitors.cable().mend();
    ada.see("banner").locator("button").click();
    ada.reads("One");
    assertThat(ada.see("banner")).isHidden();
  }
}
