package chat.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the page's connection opens its next socket; on sockets that the test opens and closes. */
final class ConnectionIT {
  private static final String CLOSED_ATTEMPT =
      """
      async ({ woken, code }) => {
        const { Connection } = await import("/js/net/connection.js");
        const sockets = [];
        const states = [];
        const connection = new Connection({
          address: () => "ws://nowhere",
          protocols: () => [],
          random: () => 1,
          openSocket: () => {
            sockets.push({ close() {} });
            return sockets.at(-1);
          },
        });
        connection.addEventListener("link", () => states.push(connection.link.state));
        connection.open();
        if (woken) connection.wake();
        sockets[0].onclose({ code, reason: "" });
        const opened = sockets.length;
        connection.close();
        return [opened, ...states];
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void waitsAfterAFailedAttempt() {
    assertEquals(List.of(1, "connecting", "waiting", "idle"), closedAttempt(false, 1006));
  }

  @Test
  void triesAgainAtOnceWhenTheNetworkCameBackDuringAFailedAttempt() {
    assertEquals(List.of(2, "connecting", "connecting", "idle"), closedAttempt(true, 1006));
  }

  @Test
  void waitsInSpiteOfItWhenTheServerHasTooManyConnections() {
    assertEquals(List.of(1, "connecting", "waiting", "idle"), closedAttempt(true, 4003));
  }

  private List<?> closedAttempt(boolean woken, int code) {
    Page page = visitors.come("Ada").page();
    String given = "{ woken: " + woken + ", code: " + code + " }";
    return (List<?>) page.evaluate("(" + CLOSED_ATTEMPT.strip() + ")(" + given + ")");
  }
}
