package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room on paper. */
final class PrintIT {
  /** The texts whose colour is nearer to white than to black. */
  private static final String PALE =
      """
      [...document.querySelectorAll(".room :is(h1, h2, p, time, .author, .text, .text *, .row)")]
        .filter((node) => node.checkVisibility())
        .filter((node) => {
          const [red, green, blue] = getComputedStyle(node).color.match(/[0-9.]+/g).map(Number);
          return red + green + blue > 3 * 128;
        })
        .map((node) => node.textContent)
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void whatIsReadInDarkColoursIsPrintedInLightOnes() {
    Visitor ada =
        visitors.come(
            "Ada", visitors.address(), new NewContextOptions().setColorScheme(ColorScheme.DARK));
    ada.enter();
    ada.say("See `code` at https://example.org/a/b");
    ada.reads("See");
    ada.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
    assertEquals(List.of(), ada.page().evaluate(PALE));
    ada.page().evaluate("document.documentElement.dataset.theme = 'dark'");
    assertEquals(List.of(), ada.page().evaluate(PALE));
    ada.photograph("print-dark");
    // A link is its address; nothing is printed twice.
    assertThat(ada.message("See").getByTestId("message-text"))
        .hasText("See code at https://example.org/a/b");
    assertEquals(
        "none",
        ada.page()
            .evaluate("getComputedStyle(document.querySelector('.text a'), '::after').content"));
  }
}
