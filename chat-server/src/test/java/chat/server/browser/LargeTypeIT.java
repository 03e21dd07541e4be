package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Type twice as large on a phone of 360 px: half as much of everything has space. */
final class LargeTypeIT {
  /** As wide as some ten letters. */
  private static final double SOME_LETTERS = 70;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void namesAreReadAndNothingLiesOverThem() {
    visitors.enter("Bob");
    Visitor ada =
        visitors.come("Ada", visitors.address(), Visitors.smallPhone().setViewportSize(180, 320));
    ada.enter();
    hasSpace(ada.page().locator(".room-about"));

    ada.write("@Bob psst");
    Locator sentence = ada.page().locator(".whisper-bar > span");
    assertThat(sentence).hasText("Only Bob will see this.");
    hasSpace(sentence);
    assertTrue(
        sentence.boundingBox().y + sentence.boundingBox().height
            <= ada.see("make-public").boundingBox().y,
        "the button stands below the sentence");
    ada.write("");

    ada.see("open-rooms").tap();
    hasSpace(ada.page().locator(".self-name"));
    ada.see("rename").tap();
    hasSpace(ada.see("rename-input"));
    ada.photograph("large-type");
  }

  private static void hasSpace(Locator part) {
    assertThat(part).isVisible();
    assertTrue(part.boundingBox().width >= SOME_LETTERS, part + " is wide enough");
  }
}
