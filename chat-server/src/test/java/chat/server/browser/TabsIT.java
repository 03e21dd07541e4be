package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a page tells and does while nobody looks at it. */
final class TabsIT {
  /** Whether a tab is in front is decided by the test; the browser has no window to hide. */
  private static final String FRONT =
      "globalThis.look = (visible, focused) => {"
          + " Object.defineProperty(document, 'visibilityState',"
          + " { configurable: true, get: () => visible ? 'visible' : 'hidden' });"
          + " document.hasFocus = () => focused;"
          + " document.dispatchEvent(new Event('visibilitychange'));"
          + " dispatchEvent(new Event(focused ? 'focus' : 'blur')); };";

  /** Until the page has heard of it. */
  private static final String TO_THE_TOP =
      "(list) => new Promise((done) => { list.addEventListener('scroll', () => done(),"
          + " { once: true }); list.scrollTop = 0; })";

  private static final String NOTIFICATIONS =
      "globalThis.shown = []; globalThis.asked = 0; globalThis.Notification = class {"
          + " static permission = 'default';"
          + " static async requestPermission() { asked++; return (this.permission = 'granted'); }"
          + " constructor(title, { body }) { shown.push(`${title}: ${body}`); }"
          + " close() {} };";

  /** A browser without a screen shows none from a worker either. */
  private static final String NOWHERE_BUT_A_WORKER =
      "globalThis.Notification = class { static permission = 'granted';"
          + " constructor() { throw new TypeError('Illegal constructor'); } };"
          + " globalThis.shown = []; ServiceWorkerRegistration.prototype.showNotification ="
          + " async (title, options) => { shown.push({ title, ...options }); };";

  private static final String CLICK =
      "dispatchEvent(Object.assign(new ExtendableEvent('notificationclick'),"
          + " { notification: { data: %s, close() {} } }))";

  @RegisterExtension final Visitors visitors = new Visitors().withServiceWorker();

  @Test
  void titleAndPictureShowWhatIsUnread() {
    Visitor ada = enter("Ada");
    Visitor bob = visitors.enter("Bob");
    Locator picture = ada.page().locator("link[rel=icon]");
    assertThat(picture).hasAttribute("href", "icons/icon.svg");

    look(ada, false, false);
    bob.say("One");
    assertThat(ada.page()).hasTitle("(1) General · Chat");
    assertThat(picture).hasAttribute("href", "icons/icon-unread.svg");
    look(ada, true, true);
    assertThat(ada.page()).hasTitle("General · Chat");
    assertThat(picture).hasAttribute("href", "icons/icon.svg");
  }

  @Test
  void aRoomIsReadOnlyWhenItsEndIsSeenByAVisibleFocusedTab() {
    Visitor ada = enter("Ada");
    Visitor bob = visitors.enter("Bob");
    for (int i = 1; i <= 30; i++) {
      bob.say("Line " + i + ".");
    }
    ada.reads("Line 30.");
    assertThat(ada.room("General").getByTestId("unread")).hasCount(0);

    look(ada, false, false);
    bob.say("Hidden");
    assertThat(unread(ada)).hasText("1");
    look(ada, true, false);
    bob.say("Not focused");
    assertThat(unread(ada)).hasText("2");
    ada.see("message-list").evaluate(TO_THE_TOP);
    look(ada, true, true);
    bob.say("Not at the end");
    assertThat(unread(ada)).hasText("3");
    Visitor again = visitors.enter("Eve"); // the server has not been told either
    again.say("Hello");
    assertThat(unread(ada)).hasText("4");
    ada.see("new-messages-button").click();
    assertThat(unread(ada)).hasCount(0);
    ada.page().reload();
    ada.inside();
    assertThat(ada.message("Hello")).isInViewport();
    assertThat(unread(ada)).hasCount(0);
  }

  @Test
  void privateMessagesAndMentionsAreToldOfWhileHiddenOnceSomebodyAskedForIt() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript(FRONT + NOTIFICATIONS);
    ada.open(visitors.address());
    ada.enter();
    Visitor bob = visitors.enter("Bob");
    look(ada, false, false);
    bob.say("@Ada too early");
    assertThat(ada.room("Bob").getByTestId("unread")).hasText("1");
    look(ada, true, true);
    assertEquals(0, ada.page().evaluate("asked"));

    ada.page().getByTitle("Notify me about mentions and private messages").click();
    assertThat(ada.see("toast", "You’ll be notified about mentions")).isVisible();
    assertEquals(1, ada.page().evaluate("asked"));
    bob.say("Look, @Ada, you are here");
    ada.reads("you are here");
    look(ada, false, false);
    bob.say("Nothing to do with anybody");
    bob.say("And you, @Ada?");
    bob.say("@Ada between us");
    assertThat(ada.room("Bob").getByTestId("unread")).hasText("2");
    ada.reads("And you");
    ada.waitsUntil("shown.length >= 2");
    assertEquals(
        List.of("Bob in General: And you, @Ada?", "Bob, privately: between us"),
        ada.page().evaluate("shown"));
  }

  /** A click cannot be made without a screen: the worker is told of one. */
  @Test
  void whereOnlyAServiceWorkerMayNotifyItDoesAndAClickLeadsToTheRoom() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript(FRONT + NOWHERE_BUT_A_WORKER);
    ada.open(visitors.address());
    ada.enter();
    ada.isInstalled();
    Visitor bob = visitors.enter("Bob");
    look(ada, false, false);
    bob.say("@Ada between us");
    assertThat(ada.room("Bob").getByTestId("unread")).hasText("1");
    ada.waitsUntil("shown.length === 1 && shown[0].title === 'Bob, privately'");

    look(ada, true, true);
    inWorker(ada, CLICK.formatted(ada.page().evaluate("JSON.stringify(shown[0].data)")));
    ada.isIn("Bob");
    ada.reads("between us");
  }

  /** Runs a script in the service worker of somebody's browser. */
  private static void inWorker(Visitor visitor, String script) {
    String profile =
        visitor
            .context()
            .newCDPSession(visitor.page())
            .send("Target.getTargetInfo")
            .getAsJsonObject("targetInfo")
            .get("browserContextId")
            .getAsString();
    CDPSession browser = visitor.context().browser().newBrowserCDPSession();
    JsonObject target = new JsonObject();
    for (JsonElement each : browser.send("Target.getTargets").getAsJsonArray("targetInfos")) {
      JsonObject info = each.getAsJsonObject();
      if (info.get("type").getAsString().equals("service_worker")
          && info.get("browserContextId").getAsString().equals(profile)) {
        target.add("targetId", info.get("targetId"));
      }
    }
    JsonObject params = new JsonObject();
    params.addProperty("expression", script);
    JsonObject command = new JsonObject();
    command.addProperty("id", 1);
    command.addProperty("method", "Runtime.evaluate");
    command.add("params", params);
    JsonObject message = new JsonObject();
    message.add("sessionId", browser.send("Target.attachToTarget", target).get("sessionId"));
    message.addProperty("message", command.toString());
    browser.send("Target.sendMessageToTarget", message);
  }

  private Visitor enter(String name) {
    Visitor visitor = visitors.arrive(name, new NewContextOptions());
    visitor.context().addInitScript(FRONT);
    visitor.open(visitors.address());
    visitor.enter();
    look(visitor, true, true);
    return visitor;
  }

  private static Locator unread(Visitor visitor) {
    return visitor.room("General").getByTestId("unread");
  }

  private static void look(Visitor visitor, boolean visible, boolean focused) {
    visitor
        .page()
        .evaluate("([visible, focused]) => look(visible, focused)", List.of(visible, focused));
  }
}
