package chat.server.browser.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import chat.core.port.Patience;
import chat.server.RunningServer;
import chat.server.TestWebSocket;
import chat.server.browser.Cable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Enters, sends, receives, changes the colours, loses the network and comes back. */
final class EnginesIT {

  @Test
  void firefoxGoesTheWholeWay() throws Exception {
    goTheWholeWay(Firefox::start);
  }

  @Test
  void webKitGoesTheWholeWay() throws Exception {
    goTheWholeWay(WebKit::start);
  }

  private static void goTheWholeWay(Supplier<Engine> start) throws Exception {
    try (Engine page = start.get();
        RunningServer server = RunningServer.start("--presence-grace=0s");
        Cable cable = new Cable(server.port());
        TestWebSocket ada = server.connect()) {
      enters(ada);

      page.open(cable.address());
      await(page, has("entry-name"));
      changesColours(page);
      enters(page);

      say(ada, "Hello from a script", "k1");
      await(page, shows("Hello from a script"));
      page.click("composer");
      page.type("Hello @Ada, from a browser\n");
      assertEquals("Hello @Ada, from a browser", heard(ada, "Foxy"));
      await(page, shows("from a browser"));

      page.losesConnection();
      cable.cut();
      await(page, "document.querySelector('.is-cut-off') !== null");
      page.type("Written meanwhile\n");
      say(ada, "Said meanwhile", "k2");
      cable.mend();
      page.evaluate("dispatchEvent(new Event('online'))");
      assertEquals("Written meanwhile", heard(ada, "Foxy"));
      await(page, shows("Said meanwhile"));

      page.open(cable.address());
      await(page, text("user-name") + " === 'Foxy'");
      await(page, shows("Written meanwhile"));
      assertEquals(1, page.evaluate(count("Written meanwhile")).getAsInt());
      assertEquals(List.of(), page.complaints());
    }
  }

  /** The setting by which Firefox blocks all cookies, and site data with them. */
  @Test
  void firefoxThatBlocksCookiesSaysWhatIsLostAndMessagesLeave() throws Exception {
    staysTheSameUserUntilAReload(
        () -> Firefox.start(Map.of("network.cookie.cookieBehavior", "2")), "no-site-data");
  }

  @Test
  void firefoxWithoutStorageSaysWhatIsLostAndMessagesLeave() throws Exception {
    staysTheSameUserUntilAReload(
        () -> Firefox.start(Map.of("dom.storage.enabled", "false")), "no-site-data");
  }

  /** WebKit goes on to keep other data of a page whose cookies it blocks. */
  @Test
  void webKitThatBlocksCookiesSaysThatAReloadMakesAnotherGuestAndMessagesLeave() throws Exception {
    staysTheSameUserUntilAReload(() -> WebKit.start("--cookies-policy=never"), null);
  }

  /**
   * @param notice the notice in the chat that says what is lost; null where the page learns of it
   *     by a reload alone, and says then that the user is another guest
   */
  private static void staysTheSameUserUntilAReload(Supplier<Engine> start, String notice)
      throws Exception {
    try (Engine page = start.get();
        RunningServer server = RunningServer.start("--presence-grace=0s");
        Cable cable = new Cable(server.port());
        TestWebSocket ada = server.connect()) {
      enters(ada);
      page.open(cable.address());
      await(page, has("entry-name"));
      if (notice != null) {
        await(page, isShown("entry-no-site-data"));
      }
      enters(page);
      if (notice != null) {
        await(page, isShown(notice));
      }
      say(ada, "Hello from a script", "k1");
      await(page, shows("Hello from a script"));
      page.click("composer");
      page.type("Hello from a browser\n");
      assertEquals("Hello from a browser", heard(ada, "Foxy"));

      page.losesConnection();
      cable.cut();
      await(page, "document.querySelector('.is-cut-off') !== null");
      page.type("Written meanwhile\n");
      cable.mend();
      page.evaluate("dispatchEvent(new Event('online'))");
      assertEquals("Written meanwhile", heard(ada, "Foxy"));
      await(page, text("user-name") + " === 'Foxy'");
      assertEquals(List.of(), page.complaints());

      page.open(cable.address());
      await(page, notice == null ? isShown("identity-changed") : isShown("entry-no-site-data"));
    }
  }

  private static void enters(TestWebSocket ada) throws Exception {
    ada.next("welcome");
    ada.send("{\"type\":\"set_username\",\"id\":\"n\",\"username\":\"Ada\"}");
    ada.next("username_set");
    ada.send("{\"type\":\"join_room\",\"id\":\"j\",\"room\":\"general\"}");
    ada.next("joined_room");
  }

  private static void enters(Engine page) {
    page.click("entry-name");
    page.evaluate("document.querySelector('[data-test=entry-name]').select()");
    page.type("Foxy\n");
    await(page, text("user-name") + " === 'Foxy'");
  }

  private static void changesColours(Engine page) {
    String theme = "document.documentElement.dataset.theme ?? 'system'";
    String before = page.evaluate(theme).getAsString();
    page.click("theme-toggle");
    await(page, "(" + theme + ") !== '" + before + "'");
  }

  private static void say(TestWebSocket from, String text, String key) throws Exception {
    from.send(
        "{\"type\":\"send_message\",\"id\":\"%s\",\"room\":\"general\",\"text\":\"%s\",\"client_id\":\"%s\"}"
            .formatted(key, text, key));
    from.next("message_sent");
  }

  /** The text of the next message of that author. */
  private static String heard(TestWebSocket by, String author) throws Exception {
    for (; ; ) {
      var message = by.next("new_message");
      if (message.getAsJsonObject("user").get("name").getAsString().equals(author)) {
        return message.get("text").getAsString();
      }
    }
  }

  private static String has(String hook) {
    return "document.querySelector('[data-test=" + hook + "]') !== null";
  }

  private static String isShown(String hook) {
    return "document.querySelector('[data-test=" + hook + "]')?.checkVisibility() === true";
  }

  private static String text(String hook) {
    return "document.querySelector('[data-test=" + hook + "]')?.textContent";
  }

  private static String shows(String text) {
    return count(text) + " > 0";
  }

  private static String count(String text) {
    return "[...document.querySelectorAll('[data-test=message]')]"
        + ".filter((each) => each.textContent.includes('"
        + text
        + "')).length";
  }

  private static void await(Engine page, String condition) {
    for (long end = System.nanoTime() + Patience.DURATION.toNanos();
        System.nanoTime() - end < 0; ) {
      if (page.evaluate("Boolean(" + condition + ")").getAsBoolean()) {
        return;
      }
    }
    fail(
        condition + " never held; " + page.evaluate("document.body.innerText") + page.complaints());
  }
}
