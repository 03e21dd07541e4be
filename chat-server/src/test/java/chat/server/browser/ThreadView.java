package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import java.util.regex.Pattern;

/** The panel of a thread in a visitor's page. While it is open a reply stands twice in the page. */
record ThreadView(Visitor visitor) {
  /** Opens the thread of a message of the room by the bar of the message. */
  static ThreadView open(Visitor visitor, String text) {
    Locator message = inRoom(visitor, text);
    message.hover();
    message.getByTestId("open-thread").click();
    return isOpen(visitor);
  }

  static ThreadView isOpen(Visitor visitor) {
    ThreadView view = new ThreadView(visitor);
    assertThat(view.panel()).isVisible();
    return view;
  }

  /** The messages of the room that show a text, without those of the panel. */
  static Locator inRoom(Visitor visitor, String text) {
    return messages(visitor.page().locator("main"), text);
  }

  Locator panel() {
    return visitor.see("thread");
  }

  Locator message(String text) {
    return messages(panel(), text);
  }

  private static Locator messages(Locator within, String text) {
    Locator said = within.page().getByTestId("message-text");
    Locator saysSo = said.filter(new FilterOptions().setHasText(text));
    return within.getByTestId("message").filter(new FilterOptions().setHas(saysSo));
  }

  /** Sees a message once in the panel, with its place in the log. */
  Locator reads(String text) {
    Locator message = message(text);
    assertThat(message).hasCount(1);
    assertThat(message).hasAttribute("data-state", "sent");
    assertThat(message).hasAttribute("data-seq", Pattern.compile("\\d+"));
    return message;
  }

  Locator composer() {
    return panel().getByTestId("composer");
  }

  void say(String text) {
    composer().fill(text);
    composer().press("Enter");
  }

  /** Chooses what the menu of a message in the panel offers. */
  void act(String text, String offer) {
    message(text).hover();
    message(text).getByTestId("message-more").click();
    visitor.see(offer).click();
  }

  void close() {
    visitor.see("close-thread").click();
    assertThat(panel()).hasCount(0);
  }
}
