package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A link that names another server, followed to the page of a chat server. */
final class ServerLinkIT {
  private static final String STORED = "localStorage.getItem('chat.server')";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void cannotTakeAUserAwayFromTheirOwnServer() {
    Visitor ada =
        visitors.come("Ada", visitors.address() + "?server=evil.example", new NewContextOptions());
    assertThat(ada.page().getByText("evil.example was ignored")).isVisible();
    assertThat(ada.see("server-connect")).isHidden();
    ada.see("server-stay").click();
    ada.enter();
    assertFalse(ada.page().url().contains("server="), ada.page().url());
    assertEquals(null, ada.page().evaluate(STORED));

    ada.open(visitors.address());
    ada.inside();
  }

  @Test
  void ofAnEarlierVisitIsForgotten() {
    Visitor ada = visitors.enter("Ada");
    ada.page().evaluate("localStorage.setItem('chat.server', 'http://evil.example/')");
    ada.open(visitors.address());
    ada.inside();
    assertEquals(null, ada.page().evaluate(STORED));
  }
}
