package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page on a plain web server, which talks to a chat server on another origin. */
final class ElsewhereIT {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "png", "image/png",
          "webmanifest", "application/manifest+json");

  private final HttpServer plain = startPlain();

  @RegisterExtension
  final Visitors visitors =
      new Visitors()
          .withServiceWorker()
          .with("CORS_ORIGINS", origin())
          .with("PRESENCE_GRACE", "0s");

  @AfterEach
  void stop() {
    plain.stop(0);
  }

  @Test
  void everythingWorksWithTheSessionInASubprotocol() {
    String server = "127.0.0.1:" + visitors.port();
    Visitor ada = visitors.come("Ada", origin() + "/?server=" + server, new NewContextOptions());
    assertThat(ada.page().getByText("Connect to " + server + "?")).isVisible();
    ada.see("server-connect").click();
    assertThat(ada.page().getByText("You are connecting to " + server)).isVisible();
    ada.enter();
    Visitor bob = visitors.enter("Bob");
    ada.say("From afar");
    bob.reads("From afar");
    bob.say("Welcome, @Ada");
    assertThat(ada.reads("Welcome").locator(".mention.is-self")).hasText("@Ada");
    assertTrue(ada.context().cookies().isEmpty());

    ada.write("Half a thou");
    ada.open(origin() + "/"); // the server is remembered, and so is who one is
    ada.inside();
    assertThat(ada.see("composer")).hasValue("Half a thou");
    ada.reads("From afar");
    ada.say("Still me");
    assertThat(bob.reads("Still me").getByTestId("message-author")).hasText("Ada");
    // There is nobody who would fill in what a service worker there has to keep.
    assertEquals(
        0,
        ada.page()
            .evaluate(
                "navigator.serviceWorker.ready.then(() => caches.keys()).then((names) =>"
                    + " names.filter((name) => name.startsWith('chat-shell')).length)"));
  }

  @Test
  void aLinkToARoomSaysWhichServerItIsOn() {
    String server = "127.0.0.1:" + visitors.port();
    Visitor ada = visitors.come("Ada", origin() + "/?server=" + server, new NewContextOptions());
    ada.see("server-connect").click();
    ada.enter();
    ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ada.see("new-room").click();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Secret garden");
    ada.see("new-room-create").click();
    ada.isIn("Secret garden");
    ada.see("share").click();
    assertThat(ada.see("toast", "Link copied.")).isVisible();
    String byCode = (String) ada.page().evaluate("navigator.clipboard.readText()");
    ada.see("new-room").click();
    ada.see("new-room-kind-private").check();
    ada.see("new-room-name").fill("Book club");
    ada.see("new-room-create").click();
    ada.isIn("Book club");
    ada.see("invite").click();
    ada.see("invite-make").click();
    String byInvite = ada.see("invite-link").inputValue();

    Visitor bob = visitors.come("Bob", byCode, new NewContextOptions());
    bob.see("server-connect").click();
    bob.enter().isIn("Secret garden");
    Visitor eve = visitors.come("Eve", byInvite, new NewContextOptions());
    eve.see("server-connect").click();
    eve.enter().isIn("Book club");
  }

  @Test
  void aLinkConnectsToNoServerUnaskedAndTheChoiceCanBeUndone() {
    String server = "127.0.0.1:" + visitors.port();
    String stored = "localStorage.getItem('chat.server')";
    Visitor ada = visitors.come("Ada", origin() + "/?server=" + server, new NewContextOptions());
    ada.isRefused(); // this host of files has no server of its own
    assertThat(ada.page().getByText("passwords included")).isVisible();
    ada.see("server-stay").click();
    assertThat(ada.see("entry-go")).isVisible();
    assertEquals(null, ada.page().evaluate(stored));

    ada.open(origin() + "/?server=" + server);
    ada.see("server-connect").click();
    assertThat(ada.page().getByText("You are connecting to " + server)).isVisible();
    ada.open(origin() + "/");
    ada.see("leave-server").click();
    assertThat(ada.see("leave-server")).hasCount(0);
    assertThat(ada.see("entry-go")).isVisible();
    assertEquals(null, ada.page().evaluate(stored));
  }

  private String origin() {
    return "http://localhost:" + plain.getAddress().getPort();
  }

  private static HttpServer startPlain() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", ElsewhereIT::answer);
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String file = path.equals("/") ? "/index.html" : path;
    try (exchange;
        InputStream in = ElsewhereIT.class.getResourceAsStream("/META-INF/resources" + file)) {
      if (in == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = in.readAllBytes();
      String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
