package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A socket that is closing says so before its close event comes: nothing is written to it, which a
 * browser would complain of, and what was meant for it goes out on the next one.
 */
final class ClosingSocketIT {
  private static final String KEEP_SOCKETS =
      """
      globalThis.sockets = [];
      const Native = WebSocket;
      globalThis.WebSocket = class extends Native {
        constructor(...how) {
          super(...how);
          sockets.push(this);
        }
      };
      """;

  /** In one turn: the socket begins to close, and the page has something to say. */
  private static final String CLOSE_AND =
      "(what) => { sockets.at(-1).close(); document.querySelector(what).click(); }";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aMessageWrittenWhileTheSocketClosesIsSentByTheNext() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript(KEEP_SOCKETS);
    ada.open(visitors.address());
    ada.enter();
    Visitor bob = visitors.enter("Bob");
    ada.write("Between two sockets");
    ada.page().evaluate(CLOSE_AND, "[data-test=send]");
    bob.reads("Between two sockets");
    ada.reads("Between two sockets");

    ada.page().evaluate("() => { sockets.at(-1).close(); dispatchEvent(new Event('online')); }");
    ada.page().evaluate(CLOSE_AND, "[data-test=room-item]:not([aria-current])");
    assertThat(ada.page().locator(".is-cut-off")).hasCount(0);
    ada.say("Still here");
    ada.reads("Still here");
  }
}
