package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding what was said, and going there. */
final class SearchIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void whatIsFoundIsShownByRoomNewestFirstAndMarked() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Green tea at four");
    ada.reads("Green tea");
    ada.goTo("Random");
    ada.say("Has anybody <b>green</b> TEA left? " + "It is a long way to the shop. ".repeat(9));
    ada.reads("Has anybody");
    awaitFound(ada, "green tea", 2);
    assertThat(ada.see("search-said")).hasText("2 messages");
    assertThat(ada.page().locator(".hit-room")).hasText(new String[] {"Random", "General"});
    assertThat(ada.see("hit").first().locator("mark")).hasText(new String[] {"green", "TEA"});
    assertThat(ada.see("hit").first().getByTestId("hit-text"))
        .containsText("<b>green</b> TEA left?");
    assertThat(ada.see("hit").first().getByTestId("hit-text")).hasText(Pattern.compile("…$"));
    assertThat(ada.see("hit").first()).hasAttribute("aria-selected", "true");
    ada.show("search");

    ada.see("search-here").check();
    assertThat(ada.see("hit")).hasCount(1);
    ada.see("search-query").fill("nowhere to be found");
    assertThat(ada.see("search-said")).containsText("No results for “nowhere to be found”.");
    ada.show("search-nothing");
    ada.see("search-query").fill("  ");
    assertThat(ada.see("search-said")).containsText("Finds messages with all the words");
    assertThat(ada.see("hit")).hasCount(0);
  }

  @Test
  void enterGoesToTheMessageHighlightsItAndBothWaysGoOnFromThere() {
    fill(900);
    Visitor ada = visitors.enter("Ada");
    ada.reads("Line 900.");
    awaitFound(ada, "line 300", 1);
    goToTheFirst(ada);

    Locator target = ada.message("Line 300.");
    assertThat(target).isInViewport();
    assertThat(target).isFocused();
    assertThat(target).hasClass(Pattern.compile("is-pointed-at"));
    assertThat(ada.see("visit")).isVisible();
    ada.show("search-visit");
    scrollUntil(ada, "list => { list.scrollTop = 0; }", "Line 150.");
    scrollUntil(ada, "list => { list.scrollTop = list.scrollHeight; }", "Line 600.");
    assertTrue(ada.see("message").count() <= 300, "the page holds at most 300 messages");

    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      bob.say("general", "Meanwhile below");
    }
    assertThat(ada.see("to-latest")).hasText("1 new message ↓");
    assertThat(ada.message("Meanwhile below")).hasCount(0);
    ada.see("to-latest").click();
    assertThat(ada.message("Meanwhile below")).isInViewport();
    assertThat(ada.see("visit")).isHidden();
    ada.say("Back at the end");
    assertThat(ada.reads("Back at the end")).isInViewport();
  }

  @Test
  void readingOnFromThereLeadsBackToTheEndWithoutAHole() {
    fill(400);
    Visitor ada = visitors.enter("Ada");
    ada.reads("Line 400.");
    awaitFound(ada, "line 150", 1);
    goToTheFirst(ada);
    assertThat(ada.message("Line 150.")).isFocused();

    String down = "list => { list.scrollTop = list.scrollHeight; }";
    scrollUntil(ada, down, "Line 400.");
    assertThat(ada.see("visit")).isHidden();
    assertHasNoHole(ada);
    scrollUntil(ada, "list => { list.scrollTop = 0; }", "Line 100.");
    assertHasNoHole(ada);
    assertThat(ada.see("visit")).isHidden();
  }

  @Test
  void aMessageInAnotherRoomIsGoneToAndTheSearchIsThereAgain() {
    fill(400);
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    awaitFound(ada, "line 7", 1);
    ada.see("hit").first().click();
    ada.isIn("General");
    assertThat(ada.message("Line 7.")).isFocused();

    ada.page().keyboard().press("Control+Shift+F");
    assertThat(ada.see("search-query")).hasValue("line 7");
    assertThat(ada.see("search-query")).isFocused();
    assertThat(ada.see("hit")).hasCount(1);
    ada.page().keyboard().press("Escape");
    assertThat(ada.message("Line 7.")).isFocused();
    ada.goTo("Random");
    ada.goTo("General");
    assertThat(ada.message("Line 400.")).isInViewport();
    assertThat(ada.see("visit")).isHidden();
  }

  @Test
  void whatIsShownIsGoneToWhileTheNextSearchIsOnItsWay() {
    fill(9);
    AtomicBoolean isHeld = new AtomicBoolean();
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().routeWebSocket(Pattern.compile(".*/ws"), page -> holdSearches(page, isHeld));
    ada.open(visitors.address());
    ada.enter().goTo("Random");
    awaitFound(ada, "line 7", 1);
    isHeld.set(true);
    ada.see("search-query").fill("line 8");
    assertThat(ada.see("search-said")).hasText("Searching…");
    ada.see("hit").click();
    ada.isIn("General");
    assertThat(ada.message("Line 7.")).isFocused();
  }

  private static void holdSearches(WebSocketRoute page, AtomicBoolean isHeld) {
    WebSocketRoute server = page.connectToServer();
    page.onMessage(
        frame -> {
          if (!isHeld.get() || !frame.text().contains("\"type\":\"search\"")) {
            server.send(frame.text());
          }
        });
  }

  @Test
  void aClickThatBeganBeforeTheSameWasFoundAgainCounts() {
    fill(9);
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    awaitFound(ada, "line 7", 1);
    ada.see("hit").hover();
    ada.page().mouse().down();
    ada.see("search-all").dispatchEvent("change");
    assertThat(ada.see("search-said")).hasText("1 message");
    ada.page().mouse().up();
    ada.isIn("General");
    assertThat(ada.message("Line 7.")).isFocused();
  }

  @Test
  void aWordIsFoundWhileItIsTypedUntilASpaceEndsIt() {
    Visitor ada = visitors.enter("Ada");
    ada.say("The deployment went well");
    ada.reads("The deployment");
    awaitFound(ada, "deplo", 1);
    assertThat(ada.see("hit").locator("mark")).hasText("deployment");
    ada.see("search-query").fill("deplo ");
    assertThat(ada.see("search-said")).containsText("No results for “deplo”");
    ada.see("search-query").fill("went dep");
    assertThat(ada.see("hit")).hasCount(1);
  }

  @Test
  void moreThanAPageIsAskedForAsOneGoesDown() {
    fill(70);
    Visitor ada = visitors.enter("Ada");
    awaitFound(ada, "line", 30);
    assertThat(ada.see("search-said")).hasText("30 messages and more");
    assertThat(ada.see("hit").first()).containsText("Line 70.");
    ada.see("search-more").click();
    assertThat(ada.see("hit")).hasCount(60);
    assertThat(ada.see("search-query")).isFocused();
    assertThat(ada.see("hit").nth(30)).hasAttribute("aria-selected", "true");
    ada.see("search-query").press("ArrowDown");
    assertThat(ada.see("hit").nth(31)).hasAttribute("aria-selected", "true");
    IntStream.range(31, 60).forEach(step -> ada.see("search-query").press("ArrowDown"));
    assertThat(ada.see("hit")).hasCount(70);
    assertThat(ada.see("search-more")).isHidden();
    assertThat(ada.see("hit").last()).containsText("Line 1.");
  }

  @Test
  void itAllFitsOnASmallPhoneInTheDark() {
    fill(300);
    NewContextOptions small = Visitors.smallPhone().setColorScheme(ColorScheme.DARK);
    Visitor ada = visitors.come("Ada", visitors.address(), small);
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    ada.see("open-rooms").tap();
    ada.show("small-rooms");
    ada.see("open-search-rooms").tap();
    ada.show("small-search-empty");
    ada.see("search-query").fill("line 12");
    assertThat(ada.see("hit").first()).isVisible();
    ada.show("small-search");
    assertEquals(0, ada.overhang());
    ada.see("hit").first().tap();
    assertThat(ada.see("visit")).isVisible();
    assertThat(ada.message("Line 12.")).isInViewport();
    ada.show("small-visit");
    assertEquals(0, ada.overhang());
    ada.see("to-latest").tap();
    assertThat(ada.message("Line 300.")).isInViewport();
  }

  @Nested
  final class Limited {
    @RegisterExtension
    final Visitors visitors = new Visitors().with("LIMITS", "on").with("LIMIT_SEARCHES", "1+1/m");

    @Test
    void whoeverSearchesTooOftenIsToldForHowLongAndKeepsTheQuestion() {
      Visitor ada = visitors.enter("Ada");
      ada.see("open-search").click();
      ada.see("search-query").fill("green");
      assertThat(ada.see("search-said")).containsText("No results for “green”.");
      ada.see("search-query").fill("green tea");
      assertThat(ada.see("search-said"))
          .hasText(Pattern.compile("Try again in \\d+ seconds\\. +Search again"));
      assertThat(ada.see("search-query")).hasValue("green tea");
      ada.show("search-too-often");
    }
  }

  /** What was just written is found a moment later: asks again until it is. */
  /** While a search is under way, Enter asks again: what is shown is gone to when it has ended. */
  private static void goToTheFirst(Visitor visitor) {
    visitor
        .page()
        .waitForCondition(
            () -> {
              if (visitor.see("search-query").isVisible()) {
                visitor.page().keyboard().press("Enter");
              }
              return visitor.see("search-query").isHidden();
            });
  }

  private static void awaitFound(Visitor visitor, String query, int count) {
    visitor.page().keyboard().press("Control+Shift+F");
    assertThat(visitor.see("search-query")).isFocused();
    visitor.see("search-query").fill(query);
    visitor
        .page()
        .waitForCondition(
            () -> {
              if (visitor.see("hit").count() == count) {
                return true;
              }
              if (visitor.see("search-said").innerText().startsWith("No results")
                  || visitor.see("hit").count() > 0) {
                visitor.see("search-all").dispatchEvent("change");
              }
              return false;
            });
  }

  private static void scrollUntil(Visitor visitor, String scroll, String line) {
    Locator list = visitor.see("message-list");
    visitor
        .page()
        .waitForCondition(
            () -> {
              list.evaluate(scroll);
              return visitor.message(line).count() == 1;
            });
  }

  private static void assertHasNoHole(Visitor visitor) {
    Object hole =
        visitor
            .page()
            .evaluate(
                """
                () => {
                  const messages = [...document.querySelectorAll("[data-test=message]")];
                  const numbers = messages.map((message) => Number(message.dataset.seq));
                  return numbers.some((seq, at) => at > 0 && seq !== numbers[at - 1] + 1);
                }
                """);
    assertEquals(false, hole);
  }

  private void fill(int count) {
    try (Script script = new Script(visitors.port(), "general")) {
      IntStream.rangeClosed(1, count).forEach(line -> script.say("general", "Line " + line + "."));
    }
  }
}
