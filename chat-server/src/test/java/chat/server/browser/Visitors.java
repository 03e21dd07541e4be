package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.core.port.Patience;
import chat.server.ChatServer;
import chat.server.TimedServers;
import chat.server.config.ServerConfig;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server for one test, and the people who visit it in browsers. Whatever a page complains of, or
 * the policy for its content forbids, fails the test. Confined to the test's thread.
 */
final class Visitors implements BeforeEachCallback, AfterEachCallback {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "HOST",
              "127.0.0.1",
              "PORT",
              "0",
              "STORE",
              "memory",
              "LIMITS",
              "off",
              "LOG_LEVEL",
              "WARN"));
  private final List<Visitor> visitors = new ArrayList<>();
  private boolean hasAdminToken;
  private boolean hasServiceWorker;
  private boolean elsewhere;
  private Clock clock = Clock.systemUTC();
  private Browser browser;
  private ChatServer server;
  private Cable cable; // null until it is asked for

  /** With the server's usual settings. */
  Visitors() {}

  /** With one setting changed. */
  Visitors with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /** With a data directory, into which the server writes the token of the first admin. */
  Visitors withAdminToken() {
    hasAdminToken = true;
    return this;
  }

  String adminToken() throws IOException {
    return Files.readString(Path.of(settings.get("DATA_DIR"), "admin-token")).strip();
  }

  /** With browsers that keep the page for later: all others are spared its second loading. */
  Visitors withServiceWorker() {
    hasServiceWorker = true;
    return this;
  }

  /** With a server that lives by this clock. */
  Visitors at(Clock time) {
    clock = time;
    return this;
  }

  /** Without a server here: the test has one of its own, at an address that it names. */
  Visitors elsewhere() {
    elsewhere = true;
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    if (hasAdminToken) {
      settings.put("DATA_DIR", Files.createTempDirectory("chat-visitors").toString());
    }
    browser = Chromium.running(context);
    if (elsewhere) {
      return;
    }
    server =
        TimedServers.at(
            clock,
            config(),
            failure -> {
              throw new AssertionError(failure);
            });
    server.start();
  }

  private ServerConfig config() {
    if (ServerConfig.parse(settings, List.of()) instanceof ServerConfig.Run run) {
      return run.config();
    }
    throw new IllegalStateException("The settings are wrong: " + settings);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    try {
      if (context.getExecutionException().isPresent()) {
        visitors.forEach(each -> each.photograph("failed-" + context.getDisplayName()));
      } else {
        visitors.forEach(each -> assertEquals(List.of(), each.complaints(), each::name));
      }
    } finally {
      visitors.forEach(Visitor::close);
      if (cable != null) {
        cable.close();
      }
      if (server != null) {
        server.close();
      }
    }
  }

  /** Drops what the retention does not keep, without waiting for the next time that is due. */
  void sweep() {
    server.sweep();
  }

  void stopServer() {
    server.close();
  }

  int port() {
    return server.port();
  }

  /** The address of the server's page. */
  String address() {
    return "http://127.0.0.1:" + port() + "/";
  }

  /** The network between the server and those who come by it, for the test to cut. */
  Cable cable() {
    if (cable == null) {
      try {
        cable = new Cable(port());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return cable;
  }

  /** Somebody who went in as a guest, by the cable. */
  Visitor enterByCable(String name) {
    return come(name, cable().address(), new NewContextOptions()).enter();
  }

  /** Cuts the cable; all tabs of this person know it then. */
  void loseNetwork(Visitor visitor) {
    visitor.losesConnection();
    cable().cut();
    for (Page tab : visitor.context().pages()) {
      assertThat(tab.locator(".is-cut-off")).isVisible();
    }
  }

  /** Mends the cable; the browser hears that it is online again, as it would without one. */
  void findNetwork(Visitor visitor) {
    cable().mend();
    visitor.page().evaluate("dispatchEvent(new Event('online'))");
  }

  /** Somebody who went in as a guest and is in the default room. */
  Visitor enter(String name) {
    return come(name).enter();
  }

  /** Somebody who sees the first screen, with a name typed in. */
  Visitor come(String name) {
    return come(name, address(), new NewContextOptions());
  }

  /** The smallest phone that the page is made for. */
  static NewContextOptions smallPhone() {
    return new NewContextOptions()
        .setViewportSize(320, 640)
        .setDeviceScaleFactor(2)
        .setHasTouch(true)
        .setIsMobile(true);
  }

  /** Somebody with a phone, who sees the first screen. */
  Visitor comeByPhone(String name, String link) {
    NewContextOptions phone =
        new NewContextOptions()
            .setViewportSize(390, 844)
            .setDeviceScaleFactor(2)
            .setHasTouch(true)
            .setIsMobile(true);
    return come(name, link, phone);
  }

  /** Somebody with a device of their own, who follows a link. */
  Visitor come(String name, String link, NewContextOptions device) {
    Visitor visitor = arrive(name, device);
    visitor.open(link);
    return visitor;
  }

  /** Somebody who has not opened a page yet. */
  Visitor arrive(String name, NewContextOptions device) {
    device.setReducedMotion(ReducedMotion.REDUCE);
    if (device.locale == null) {
      device.setLocale("en-GB");
    }
    if (device.timezoneId == null) {
      device.setTimezoneId("UTC");
    }
    if (device.viewportSize == null) {
      device.setViewportSize(1280, 800);
    }
    BrowserContext context = browser.newContext(device);
    context.setDefaultTimeout(Patience.MILLIS);
    if (!hasServiceWorker) {
      context.addInitScript("delete Navigator.prototype.serviceWorker");
    }
    Visitor visitor = new Visitor(name, context);
    visitors.add(visitor);
    return visitor;
  }
}
