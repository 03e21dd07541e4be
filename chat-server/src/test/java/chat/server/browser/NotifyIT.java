package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A notification is shown of what is unread while no tab of this person is looked at: once, however
 * many tabs there are, until it is read.
 */
final class NotifyIT {
  /** Whether a tab is in front is decided by the test; what is shown is kept in order. */
  static final String PRETENCE =
      """
      globalThis.look = (visible, focused) => {
        Object.defineProperty(document, "visibilityState", {
          configurable: true,
          get: () => (visible ? "visible" : "hidden"),
        });
        document.hasFocus = () => focused;
        document.dispatchEvent(new Event("visibilitychange"));
        dispatchEvent(new Event(focused ? "focus" : "blur"));
      };
      globalThis.shown = [];
      globalThis.withdrawn = [];
      globalThis.answer = "granted";
      globalThis.Notification = class {
        static permission = "granted";
        static async requestPermission() {
          return (this.permission = answer);
        }
        constructor(title, { body }) {
          this.text = `${title}: ${body}`;
          shown.push(this.text);
        }
        close() {
          withdrawn.push(this.text);
        }
      };
      """;

  @RegisterExtension final Visitors visitors = new Visitors().withServiceWorker();

  private Visitor arrive() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript(PRETENCE);
    return ada;
  }

  private Visitor enter() {
    Visitor ada = arrive();
    ada.open(visitors.cable().address());
    ada.enter();
    return ada;
  }

  static void look(Page tab, boolean visible, boolean focused) {
    tab.evaluate("([visible, focused]) => look(visible, focused)", List.of(visible, focused));
  }

  private static Object shown(Page tab) {
    return tab.evaluate("shown");
  }

  @Test
  void nothingIsShownWhileAnotherTabIsLookedAt() {
    Visitor ada = enter();
    Page hidden = ada.openTab(visitors.cable().address());
    ada.inside();
    look(hidden, false, false);
    look(ada.page(), true, true);
    Visitor bob = visitors.enter("Bob");
    bob.say("hello @Ada, first");
    ada.reads("first");
    assertThat(hidden.getByText("first")).hasCount(1);
    assertThat(hidden).hasTitle("General · Chat");

    // The next one is shown, which proves that the first one was decided on and was not.
    look(ada.page(), false, false);
    bob.say("hello @Ada, second");
    hidden.waitForCondition(() -> !texts(hidden, ada.page()).isEmpty());
    assertEquals(List.of("Bob in General: hello @Ada, second"), texts(hidden, ada.page()));
  }

  @Test
  void severalHiddenTabsShowOneUntilItIsReadInOneOfThem() {
    Visitor ada = enter();
    Page first = ada.openTab(visitors.cable().address());
    ada.inside();
    Page second = ada.page();
    look(first, false, false);
    look(second, false, false);
    Visitor bob = visitors.enter("Bob");
    bob.say("hello @Ada, once");
    first.waitForCondition(() -> !texts(first, second).isEmpty());
    bob.say("hello @Ada, twice");
    first.waitForCondition(() -> texts(first, second).size() > 1);
    assertEquals(
        List.of("Bob in General: hello @Ada, once", "Bob in General: hello @Ada, twice"),
        texts(first, second).stream().sorted().toList());

    look(first, true, true);
    first.waitForCondition(() -> withdrawn(first, second).size() == 2);
    assertThat(second).hasTitle("General · Chat");
  }

  @Test
  void whatIsReadOnAnotherDeviceIsWithdrawn() {
    Visitor ada = arrive();
    ada.open(visitors.address());
    ada.see("tab-register").click();
    ada.register("a good long phrase").inside();
    look(ada.page(), false, false);
    Visitor bob = visitors.enter("Bob");
    bob.say("hello @Ada, are you there?");
    ada.waitsUntil("shown.length === 1");
    assertEquals(List.of(), ada.page().evaluate("withdrawn"));

    Visitor phone = visitors.come("Ada");
    phone.signIn("a good long phrase").inside();
    phone.reads("are you there?");
    ada.waitsUntil("withdrawn.length === 1");
    assertThat(ada.page()).hasTitle("General · Chat");
  }

  @Test
  void aVisibleWindowWithoutFocusIsNotLookedAt() {
    Visitor ada = enter();
    look(ada.page(), true, false);
    Visitor bob = visitors.enter("Bob");
    bob.say("hello @Ada, on your second screen");
    ada.waitsUntil("shown.length === 1");
    look(ada.page(), true, true);
    ada.waitsUntil("withdrawn.length === 1");
  }

  @Test
  void whatWasMissedWhileTheConnectionWasAwayIsShownWhenItIsBack() {
    Visitor ada = enter();
    look(ada.page(), false, false);
    Visitor bob = visitors.enter("Bob");
    visitors.loseNetwork(ada);
    bob.say("hello @Ada, while you slept");
    bob.say("nothing for you");
    bob.say("@Ada between us");
    bob.goTo("Ada");
    bob.reads("between us");
    visitors.findNetwork(ada);
    ada.waitsUntil("shown.length >= 2");
    assertEquals(
        List.of("Bob in General: hello @Ada, while you slept", "Bob, privately: between us"),
        texts(ada.page()).stream().sorted().toList());
  }

  /** What was unread before the page was opened is no news. */
  @Test
  void aPageThatIsOpenedShowsNothingOfBefore() {
    Visitor ada = enter();
    look(ada.page(), false, false);
    Visitor bob = visitors.enter("Bob");
    bob.say("hello @Ada, before");
    ada.waitsUntil("shown.length === 1");
    ada.context().addInitScript("look(false, false)");
    ada.page().reload();
    ada.inside();
    bob.say("hello @Ada, after");
    ada.waitsUntil("shown.length >= 1");
    assertEquals(List.of("Bob in General: hello @Ada, after"), shown(ada.page()));
  }

  @Test
  void aQuestionThatIsClosedIsNoRefusal() {
    Visitor ada = arrive();
    ada.context().addInitScript("Notification.permission = 'default'; answer = 'default';");
    ada.open(visitors.address());
    ada.enter();
    ada.page().getByTitle("Notify me about mentions and private messages").click();
    assertThat(ada.see("toast", "was left unanswered")).isVisible();
    ada.page().evaluate("answer = 'denied'");
    ada.page().getByTitle("Notify me about mentions and private messages").click();
    assertThat(ada.see("toast", "blocks notifications")).isVisible();
    assertThat(ada.page().getByTitle("Notify me about mentions and private messages")).isHidden();
  }

  private static List<String> texts(Page... tabs) {
    return all("shown", tabs);
  }

  private static List<String> withdrawn(Page... tabs) {
    return all("withdrawn", tabs);
  }

  private static List<String> all(String list, Page... tabs) {
    return List.of(tabs).stream()
        .flatMap(tab -> ((List<?>) tab.evaluate(list)).stream())
        .map(String.class::cast)
        .toList();
  }
}
