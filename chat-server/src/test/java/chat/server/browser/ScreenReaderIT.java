package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said to people who hear the page instead of seeing it. */
final class ScreenReaderIT {
  /** Everything that the announcer says from now on, in {@code spoken}. */
  private static final String LISTEN =
      """
      globalThis.spoken = [];
      new MutationObserver(() => {
        for (const line of document.querySelectorAll("#announcer p")) spoken.push(line.textContent);
      }).observe(document.getElementById("announcer"), { childList: true });
      """;

  /** Buttons whose title repeats their name, which is read once for each. */
  private static final String READ_TWICE =
      """
      [...document.querySelectorAll("button, a")]
        .filter((node) => node.title !== "" && node.title === node.ariaLabel)
        .filter((node) => node.textContent.trim() === "")
        .map((node) => node.title)
      """;

  @RegisterExtension final Visitors visitors = new Visitors().with("PRESENCE_GRACE", "0s");

  @Test
  void aMessageIsReadOutWithAuthorTextAndTime() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Where is the `key`?");
    ada.say("Under the mat");

    assertThat(bob.reads("Where is the"))
        .hasAccessibleName(Pattern.compile("^Ada Where is the key\\? \\d\\d:\\d\\d$"));
    assertThat(bob.reads("Under the mat"))
        .hasAccessibleName(Pattern.compile("^Ada Under the mat \\d\\d:\\d\\d$"));
    ada.say("@Bob psst");
    bob.goTo("Ada");
    assertThat(bob.reads("psst"))
        .hasAccessibleName(Pattern.compile("^Ada Private psst \\d\\d:\\d\\d$"));
    ada.say("@Nobody lost");
    assertThat(ada.message("lost")).hasAttribute("data-state", "failed");
    assertThat(ada.message("lost"))
        .hasAccessibleName(Pattern.compile("lost .*Not sent: Nobody here has this name\\."));
  }

  @Test
  void aLostConnectionIsToldOnceWhileTheBannerCounts() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.page().evaluate(LISTEN);
    visitors.loseNetwork(ada);
    assertThat(ada.see("banner")).containsText("Connection lost.");
    Locator text = ada.see("banner").locator("span:not(.pulse)");
    String first = text.innerText();
    ada.page().waitForCondition(() -> !text.innerText().equals(first));
    String second = text.innerText();
    ada.page().waitForCondition(() -> !text.innerText().equals(second));
    ada.page().waitForFunction("() => spoken.length > 0");

    visitors.findNetwork(ada);
    ada.page().waitForFunction("() => spoken.includes('Connected again.')");
    assertEquals(
        List.of("Connection lost. Reconnecting…", "Connected again."),
        ada.page().evaluate("spoken"));
    assertThat(ada.see("banner")).not().hasAttribute("role", "status");
  }

  @Test
  void whoWillReadAMessageAndThatItIsTooLongIsSpoken() {
    Visitor ada = visitors.enter("Ada");
    visitors.enter("Bob");
    assertThat(ada.see("member", "Bob")).isVisible();
    ada.page().evaluate(LISTEN);

    ada.write("@Bob between us");
    hears(ada, "Only Bob will see this.");
    ada.write("@Bob: between us");
    hears(ada, "Everyone in this room will see this.");
    ada.write("x".repeat(3_990));
    hears(ada, "10 left");
    ada.write("x".repeat(4_010));
    hears(ada, "10 too many");
    ada.page().evaluate("spoken.length = 0");
    ada.see("composer").press("Enter");
    hears(ada, "10 too many");
  }

  @Test
  void privateMessagesAndMentionsInOtherRoomsAreSpoken() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    ada.goTo("General");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Random");
    ada.page().evaluate(LISTEN);

    bob.say("Nothing for anybody");
    bob.say("Look here, @Ada");
    hears(ada, "Bob in Random: Look here, @Ada");
    bob.say("@Ada between us");
    hears(ada, "Bob, privately: between us");
    assertEquals(false, ada.page().evaluate("spoken.join().includes('Nothing for anybody')"));
    ada.page().evaluate("spoken.length = 0");
    for (int count = 1; count <= 6; count++) {
      bob.say("@Ada number " + count);
    }
    ada.page().waitForFunction("() => /[3-6] new messages|number 6/.test(spoken.join())");
  }

  @Test
  void theErrorOfAFieldIsItsDescription() {
    Visitor ada = visitors.come("Ada");
    ada.see("entry-name").fill("Zoë Smith");
    ada.see("entry-go").click();
    assertThat(ada.see("entry-error")).isVisible();
    assertThat(ada.see("entry-name"))
        .hasAccessibleDescription(
            Pattern.compile("^Use 2–32 letters.* You can change it later\\.$"));
    ada.enter();
  }

  @Test
  void aButtonIsNotReadTwice() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Hello");
    ada.reads("Hello");
    assertEquals(List.of(), ada.page().evaluate(READ_TWICE));
    assertThat(ada.see("theme-toggle")).hasAccessibleName("Change theme (now: system)");
    assertThat(ada.see("open-members")).hasAttribute("aria-label", "Show people, 1 person here");
  }

  /** Of HTML's elements, a field of many lines may not have the role of a combobox. */
  @Test
  void theMentionMenuIsSpokenAndItsChoiceIsTheActiveOption() {
    Visitor ada = visitors.enter("Ada");
    visitors.enter("Bob");
    assertThat(ada.see("member", "Bob")).isVisible();
    ada.page().evaluate(LISTEN);
    Locator composer = ada.see("composer");
    assertThat(composer).hasAttribute("aria-haspopup", "listbox");

    composer.pressSequentially("@B");
    assertThat(ada.see("mention-option")).hasCount(1);
    hears(ada, "1 suggestion, arrow keys to choose");
    assertThat(composer).hasAttribute("aria-activedescendant", "completion-0");
    ada.show("mention-menu");
    composer.press("Escape");
    assertThat(composer).not().hasAttribute("aria-activedescendant", Pattern.compile(".*"));
  }

  @Test
  void aLinkLeadsPastTheRooms() {
    Visitor ada = visitors.enter("Ada");
    Page page = ada.page();
    assertEquals(
        true, page.evaluate("document.querySelector('#app a, #app button').matches('.skip-link')"));
    ada.see("skip").focus();
    assertThat(ada.see("skip")).isInViewport();
    ada.show("skip-link");
    page.keyboard().press("Enter");
    assertThat(ada.see("composer")).isFocused();
    assertThat(page).not().hasURL(Pattern.compile("#"));
  }

  @Test
  void theExactTimeIsThereForKeysAndFingers() {
    Visitor ada = visitors.enter("Ada");
    ada.say("When was that?");
    ada.reads("When was that?").hover();
    assertThat(ada.see("exact-time")).isHidden();
    ada.see("message-list").focus();
    ada.page().keyboard().press("ArrowDown");
    assertThat(ada.see("exact-time"))
        .hasText(Pattern.compile("day.* \\d{4} at \\d\\d:\\d\\d:\\d\\d"));
    assertThat(ada.see("exact-time")).isVisible();
  }

  private static void hears(Visitor visitor, String line) {
    visitor.page().waitForFunction("(line) => spoken.includes(line)", line);
  }
}
