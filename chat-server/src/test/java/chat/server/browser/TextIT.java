package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TextIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void marksOfDirectionStayInTheirMessageAndAreKept() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    String turned = "start \u202e then turned \u2067 and never turned back";
    ada.say(turned);
    ada.say("left to right");

    Locator text = bob.reads("start").getByTestId("message-text");
    assertEquals(turned, text.textContent());
    assertThat(text).hasCSS("unicode-bidi", "plaintext");
    assertThat(text).hasAttribute("dir", "auto");
    assertThat(bob.reads("left to right").getByTestId("message-text")).hasCSS("direction", "ltr");
    assertThat(bob.reads("start").getByTestId("message-author")).hasCSS("unicode-bidi", "isolate");
  }

  @Test
  void aTextFromRightToLeftBeginsAtTheRight() {
    Visitor ada = visitors.enter("Ada");
    ada.write("שלום לכולם");
    assertThat(ada.see("composer")).hasCSS("direction", "rtl");
    ada.see("composer").press("Enter");

    Locator text = ada.reads("שלום").getByTestId("message-text");
    assertThat(text).hasCSS("direction", "rtl");
    assertThat(text).hasCSS("text-align", "start");
  }

  @Test
  void emojiAloneAreBig() {
    Visitor ada = visitors.enter("Ada");
    ada.say("👍🏽 👨‍👩‍👧");
    ada.say("👍 it is");
    ada.say("12");

    double big = height(ada.reads("👨‍👩‍👧"));
    assertTrue(big > 1.5 * height(ada.reads("it is")));
    assertEquals(height(ada.reads("it is")), height(ada.reads("12")));
  }

  @Test
  void aWordWithoutAPlaceToBreakIsBrokenAllTheSame() {
    Visitor ada = visitors.enter("Ada");
    ada.say("w".repeat(1_000));
    Locator list = ada.see("message-list");

    ada.reads("www");
    assertEquals(0, ((Number) list.evaluate("it => it.scrollWidth - it.clientWidth")).intValue());
    ada.say("```\n" + "c".repeat(1_000) + "\n```");
    assertThat(ada.reads("ccc").locator("pre code")).isVisible();
    assertEquals(0, ((Number) list.evaluate("it => it.scrollWidth - it.clientWidth")).intValue());
  }

  private static double height(Locator message) {
    BoundingBox box = message.getByTestId("message-text").boundingBox();
    return box.height;
  }
}
