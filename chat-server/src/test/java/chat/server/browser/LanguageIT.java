package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page is right for texts and names in every script. */
final class LanguageIT {
  /** How far the letters `first` and `mark` are from the left and right edges of a text. */
  private static final String PLACES =
      """
      (element, [first, mark]) => {
        const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const found = {};
        for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode())
          for (const letter of [first, mark]) {
            const at = node.data.lastIndexOf(letter);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            found[letter] = range.getBoundingClientRect();
          }
        const box = element.getBoundingClientRect();
        return {
          fromLeft: found[first].left - box.left,
          fromRight: box.right - found[first].right,
          markBefore: found[first].left - found[mark].right,
          markAfter: found[mark].left - found[first].right,
        };
      }
      """;

  private static final String RECORD_NOTES =
      "globalThis.shown = []; globalThis.Notification = class {"
          + " static permission = 'granted'; static requestPermission = async () => 'granted';"
          + " constructor(title, options) { shown.push(options.body); } close() {} };";

  @RegisterExtension
  final Visitors visitors =
      new Visitors()
          .withServiceWorker()
          .with("ROOMS", "General,Caf\u00e9 Lounge,\u00dcbungsraum,\u0141\u00f3d\u017a");

  private static Map<?, ?> places(Locator text, String first, String mark) {
    return (Map<?, ?>) text.evaluate(PLACES, List.of(first, mark));
  }

  private static double number(Map<?, ?> places, String name) {
    return ((Number) places.get(name)).doubleValue();
  }

  private static void runsFromTheRight(Locator text, String first, String mark) {
    Map<?, ?> places = places(text, first, mark);
    assertTrue(number(places, "fromRight") < 3, () -> first + " begins at the right: " + places);
    assertTrue(number(places, "markBefore") > 0, () -> mark + " ends at the left: " + places);
  }

  private static void runsFromTheLeft(Locator text, String first, String mark) {
    Map<?, ?> places = places(text, first, mark);
    assertTrue(number(places, "fromLeft") < 3, () -> first + " begins at the left: " + places);
    assertTrue(number(places, "markAfter") > 0, () -> mark + " ends at the right: " + places);
  }

  @Test
  void everyParagraphOfAMessageHasItsOwnDirection() {
    Visitor ada = visitors.enter("Ada");
    ada.say(
        "Here is the plan:\n\u05e9\u05dc\u05d5\u05dd \u05dc\u05db\u05d5\u05dc\u05dd, \u05de\u05ea\u05d9?");
    Locator plan = ada.reads("Here is the plan").getByTestId("message-text");
    runsFromTheRight(plan, "\u05e9", "?");
    runsFromTheLeft(plan, "H", ":");

    ada.say("\u05e9\u05dc\u05d5\u05dd!\nSee you at 10, ok?");
    Locator see = ada.reads("See you at 10").getByTestId("message-text");
    runsFromTheLeft(see, "S", "?");
    runsFromTheRight(see, "\u05e9", "!");
  }

  @Test
  void aLinkOrCodeDoesNotDecideTheDirectionOfProse() {
    Visitor ada = visitors.enter("Ada");
    for (String leading : List.of("https://example.org/a", "www.example.com", "`code`")) {
      ada.say(leading + " \u05ea\u05e8\u05d0\u05d5 " + leading.length() + "?");
      Locator text = ada.message("\u05ea\u05e8\u05d0\u05d5 " + leading.length());
      assertThat(text).hasAttribute("data-state", "sent");
      Map<?, ?> places = places(text.getByTestId("message-text"), "\u05ea", "?");
      assertTrue(number(places, "markBefore") > 0, leading + ": " + places);
    }
  }

  @Test
  void quotesAndHitsHaveTheDirectionOfTheirText() {
    Visitor ada = visitors.enter("Ada");
    ada.say("https://example.org/a \u05ea\u05e8\u05d0\u05d5?");
    Locator said = ada.reads("example.org");
    said.hover();
    said.getByTestId("reply").click();
    ada.say("yes");
    assertThat(ada.reads("yes").locator(".quote-text")).hasCSS("unicode-bidi", "plaintext");
    ada.page().keyboard().press("Control+Shift+f");
    ada.page().getByTestId("search-query").fill("\u05ea\u05e8\u05d0\u05d5");
    assertThat(ada.see("hit-text").first()).hasCSS("unicode-bidi", "plaintext");
  }

  @Test
  void aNameDoesNotTurnASentenceOfThePage() {
    Visitor ada = visitors.enter("Ada");
    visitors.enter("\u05d3\u05e0\u05d4");
    Locator notice = ada.see("notice", "joined").locator("span");
    assertThat(notice).containsText("\u05d3\u05e0\u05d4 joined");
    assertThat(notice.locator("bdi")).hasText("\u05d3\u05e0\u05d4");
    assertThat(notice).hasCSS("direction", "ltr");
  }

  @Test
  void namesAreFoundWithoutAccentsAndBehindAnyLetterBeyondAscii() {
    Visitor ada = visitors.enter("Ada");
    for (String name : List.of("Andr\u00e9", "Zo\u00eb", "\u0141ukasz", "J\u00fcrgen")) {
      visitors.enter(name);
    }
    Map<String, String> offers =
        Map.of(
            "@andre", "Andr\u00e9",
            "@zoe", "Zo\u00eb",
            "@lukasz", "\u0141ukasz",
            "@jurgen", "J\u00fcrgen",
            "\u4f60\u597d@and", "Andr\u00e9",
            "\uff20and", "Andr\u00e9",
            "\u3059\u307f\u307e\u305b\u3093\uff20zo", "Zo\u00eb",
            "cc @Zoe\u0308", "Zo\u00eb");
    offers.forEach(
        (typed, name) -> {
          ada.write("");
          ada.see("composer").pressSequentially(typed);
          assertThat(ada.see("mention-option")).hasText(List.of(name).toArray(String[]::new));
        });
    for (String typed : List.of("user@and", "https://example.org/@and", "npm i /@and")) {
      ada.write("");
      ada.see("composer").pressSequentially(typed);
      assertThat(ada.see("mention-option")).hasCount(0);
    }
  }

  @Test
  void roomsAreFoundWithoutAccents() {
    Visitor ada = visitors.enter("Ada");
    Map<String, String> rooms =
        Map.of(
            "cafe", "Caf\u00e9 Lounge", "ubung", "\u00dcbungsraum", "lodz", "\u0141\u00f3d\u017a");
    rooms.forEach(
        (typed, name) -> {
          ada.page().keyboard().press("Control+k");
          ada.page().keyboard().type(typed);
          assertThat(ada.see("switch-option")).hasText(List.of(name).toArray(String[]::new));
          ada.page().keyboard().press("Enter");
          ada.isIn(name);
        });
  }

  @Test
  void whatIsTypedWhileTheSwitcherLoadsIsNotWrittenToTheRoom() {
    Visitor ada = visitors.enter("Ada");
    List<Route> held = new CopyOnWriteArrayList<>();
    ada.context().route("**/switcher.js", held::add);
    ada.page().waitForRequest("**/switcher.js", () -> ada.page().keyboard().press("Control+k"));
    ada.page().keyboard().type("cafe");
    ada.page().keyboard().press("Enter");
    assertThat(ada.see("composer")).hasValue("");
    held.forEach(Route::resume);
    ada.isIn("Caf\u00e9 Lounge");
    assertThat(ada.see("composer")).hasValue("");
    assertThat(ada.see("message")).hasCount(0);
  }

  @Test
  void aLinkNamesARoomWithoutAccents() {
    Visitor ada =
        visitors.come("Ada", visitors.address() + "?room=cafe+lounge", new NewContextOptions());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").click();
    ada.isIn("Caf\u00e9 Lounge");
  }

  @Test
  void theFullWidthAtMakesAMessagePrivate() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("bob");
    assertThat(ada.see("notice", "bob")).isVisible();

    ada.write("\uff20bob for you alone?");
    assertThat(ada.see("private-hint")).containsText("bob");
    ada.see("composer").press("Enter");
    assertThat(ada.see("notice", "privately")).isVisible();
    bob.room("Ada").click();
    assertThat(bob.reads("for you alone")).hasAttribute("data-private", "true");
    assertEquals(
        "for you alone?", bob.reads("for you alone").getByTestId("message-text").textContent());

    ada.write("@bob\u3055\u3093 \u304a\u9858\u3044");
    assertThat(ada.see("private-hint")).containsText("bob");
    ada.see("composer").press("Enter");
    bob.reads("\u3055\u3093 \u304a\u9858\u3044");
  }

  @Test
  void aNameInALinkCallsNobody() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("bob");
    ada.say("see https://social.example/@bob/123");
    Locator seen = bob.reads("social.example");
    assertThat(seen).not().hasClass(Pattern.compile("is-mention"));
    ada.say("\u4f60\u597d@bob");
    assertThat(bob.reads("\u4f60\u597d").locator(".mention.is-self")).hasText("@bob");
  }

  @Test
  void whatIsTooLongIsCutBetweenCharactersAsReadersSeeThem() {
    Visitor ada = visitors.enter("Ada");
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    ada.say("i".repeat(137) + family);
    Locator said = ada.reads("iii");
    said.hover();
    said.getByTestId("reply").click();
    ada.say("indeed");
    assertThat(ada.reads("indeed").locator(".quote-text")).hasText("i".repeat(137) + "\u2026");
    assertThat(ada.reads("indeed").locator(".quote"))
        .hasAttribute("aria-label", Pattern.compile("i{137}\u2026$"));
  }

  @Test
  void aNotificationEndsWithAWholeCharacter() {
    Visitor bob = visitors.come("bob");
    bob.context().addInitScript(RECORD_NOTES);
    bob.page().reload();
    bob.enter();
    bob.page()
        .evaluate(
            "() => { Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'});"
                + " document.dispatchEvent(new Event('visibilitychange')); }");
    try (Script eve = new Script(visitors.port(), "general").named("Eve")) {
      eve.say("general", "@bob: " + "n".repeat(193) + "\ud83d\ude43\ud83d\ude43");
    }
    bob.page().waitForFunction("() => shown.length === 1");
    assertEquals("@bob: " + "n".repeat(193) + "\u2026", bob.page().evaluate("() => shown[0]"));
  }
}
