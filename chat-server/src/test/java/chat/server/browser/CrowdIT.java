package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CrowdIT {
  /** A click, unless the list has become whole meanwhile. */
  private static final String ASK_FOR_MORE =
      "document.querySelector('[data-test=more-members]:not([hidden])')?.click()";

  @RegisterExtension final Visitors visitors = new Visitors().with("PRESENCE_GRACE", "0s");

  @Test
  void aCrowdIsCountedAndListed() {
    List<Script> crowd = new ArrayList<>();
    try {
      for (int count = 0; count < 110; count++) {
        crowd.add(new Script(visitors.port(), "general"));
      }
      Visitor ada = visitors.enter("Ada");
      assertThat(ada.see("open-members")).hasAttribute("aria-label", Pattern.compile("111 people"));
      assertThat(ada.see("member")).hasCount(111);
      for (int count = 0; count < 5; count++) {
        crowd.add(new Script(visitors.port(), "general"));
      }
      assertThat(ada.see("open-members")).hasAttribute("aria-label", Pattern.compile("116 people"));
      assertThat(ada.see("notice")).hasCount(0);
      crowd.get(0).say("general", "One of many");
      ada.reads("One of many");
      ada.show("crowd");
    } finally {
      crowd.forEach(Script::close);
    }
  }

  /** Above a hundred single joins are not told, and a page of the list has two hundred. */
  @Test
  void peopleWhoComeLaterAreReached() {
    List<Script> crowd = new ArrayList<>();
    try {
      Visitor ada = visitors.enter("Ada");
      assertThat(ada.see("more-members")).isHidden();
      for (int count = 0; count < 260; count++) {
        crowd.add(new Script(visitors.port(), "general"));
      }
      assertThat(ada.see("open-members")).hasAttribute("aria-label", Pattern.compile("261 people"));
      assertThat(ada.see("more-members")).isVisible();
      ada.page()
          .waitForCondition(
              () -> {
                ada.page().evaluate(ASK_FOR_MORE);
                return "261".equals(ada.see("member").first().getAttribute("aria-setsize"));
              });
      assertThat(ada.see("more-members")).isHidden();
    } finally {
      crowd.forEach(Script::close);
    }
  }
}
