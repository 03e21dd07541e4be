package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The browser's own emulation of bad networks. It leaves sockets open that are, so each loss is
 * made real by the server, which ends with it.
 */
final class NetworkIT {
  private static final int UNLIMITED = -1;

  @RegisterExtension final Visitors visitors = new Visitors().withServiceWorker().elsewhere();
  @TempDir private Path data;
  private Host host;

  @BeforeEach
  void start() throws Exception {
    host = new Host(data);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void whatIsWrittenWithoutANetworkGoesOutWhenItIsBack() throws Exception {
    Visitor ada = enter("Ada");
    ada.isInstalled();
    CDPSession network = emulate(ada);
    ada.say("Before");
    ada.reads("Before");

    offline(network);
    host.kill();
    host.start();
    assertThat(ada.see("banner")).isVisible();
    ada.say("Without");
    ada.page().reload();
    ada.inside();
    assertThat(ada.message("Without")).hasAttribute("data-state", "sending");
    assertThat(ada.see("banner")).containsText("1 message waiting");
    assertEquals(List.of("Before"), host.log("general"));

    online(network, 0, UNLIMITED);
    ada.reads("Without");
    assertThat(ada.see("banner")).isHidden();
    assertThat(ada.see("message-text")).hasText(new String[] {"Before", "Without"});
    assertEquals(List.of("Before", "Without"), host.log("general"));
  }

  @Test
  void aSlowNetworkKeepsTheOrder() throws Exception {
    Visitor ada = enter("Ada");
    CDPSession network = emulate(ada);
    online(network, 400, 8_000);

    List<String> written = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      written.add("Slow " + i + ".");
      ada.say(written.get(i - 1));
    }
    ada.reads("Slow 8.");
    assertThat(ada.see("message-text")).hasText(written.toArray(String[]::new));
    assertEquals(written, host.log("general"));
  }

  @Test
  void aFlappingNetworkLosesAndDoublesNothing() throws Exception {
    Visitor ada = enter("Ada");
    CDPSession network = emulate(ada);
    List<String> written = new ArrayList<>();
    for (int flap = 1; flap <= 4; flap++) {
      written.add("Up " + flap + ".");
      ada.say("Up " + flap + ".");
      offline(network);
      host.kill();
      written.add("Down " + flap + ".");
      ada.say("Down " + flap + ".");
      host.start();
      online(network, 50, 20_000);
      if (flap % 2 == 0) {
        ada.reads("Down " + flap + ".");
      }
    }

    assertThat(ada.see("message-text")).hasText(written.toArray(String[]::new));
    assertEquals(written, host.log("general"));
  }

  private Visitor enter(String name) {
    Visitor visitor = visitors.come(name, host.address(), new NewContextOptions()).enter();
    visitor.losesConnection();
    return visitor;
  }

  private static CDPSession emulate(Visitor visitor) {
    CDPSession session = visitor.context().newCDPSession(visitor.page());
    session.send("Network.enable");
    return session;
  }

  private static void offline(CDPSession session) {
    conditions(session, true, 0, UNLIMITED);
  }

  private static void online(CDPSession session, int latencyMs, int bytesPerSecond) {
    conditions(session, false, latencyMs, bytesPerSecond);
  }

  private static void conditions(
      CDPSession session, boolean offline, int latencyMs, int bytesPerSecond) {
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", offline);
    conditions.addProperty("latency", latencyMs);
    conditions.addProperty("downloadThroughput", bytesPerSecond);
    conditions.addProperty("uploadThroughput", bytesPerSecond);
    session.send("Network.emulateNetworkConditions", conditions);
  }
}
