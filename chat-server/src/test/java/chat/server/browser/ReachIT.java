package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** For whoever has no pointer, or listens to the page. */
final class ReachIT {
  /** What has the focus, and whether one can see that. */
  private static final String FOCUS =
      """
      (() => {
        const node = document.activeElement;
        const frame = node.closest(".composer, .kind, .segment") ?? node;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(frame);
        const isSeen = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0)
          || boxShadow !== "none";
        const { width, height } = frame.getBoundingClientRect();
        const name = node.dataset.test || node.dataset.ref || node.id || node.localName;
        return `${name} ${isSeen && width > 0 && height > 0 ? "seen" : "not seen"}`;
      })()
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void everythingIsReachedByTabAndTheFocusIsSeen() {
    visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    ada.say("Hello");
    ada.reads("Hello");
    Keyboard keys = ada.page().keyboard();

    Set<String> reached = new LinkedHashSet<>();
    for (int stop = 0; stop < 40; stop++) {
      keys.press("Tab");
      reached.add((String) ada.page().evaluate(FOCUS));
    }
    reached.remove("body not seen"); // where the browser's own bars would follow
    assertEquals(List.of(), reached.stream().filter(each -> each.endsWith("not seen")).toList());
    for (String wanted :
        List.of(
            "skip",
            "switch",
            "write-to",
            "new-room",
            "room-item",
            "join-code",
            "rename",
            "theme-toggle",
            "settings",
            "leave-room",
            "message-list",
            "composer",
            "send",
            "direct")) {
      assertTrue(reached.contains(wanted + " seen"), wanted + " of " + reached);
    }
  }

  @Test
  void theFirstScreenNeedsNoPointer() {
    Visitor ada = visitors.come("Ada");
    Keyboard keys = ada.page().keyboard();

    assertThat(ada.see("entry-name")).isFocused();
    keys.type("Ada");
    for (String wanted : List.of("entry-go", "entry-code", "entry-join-code", "new-room")) {
      keys.press("Tab");
      assertThat(ada.see(wanted)).isFocused();
      assertTrue(((String) ada.page().evaluate(FOCUS)).endsWith(" seen"), wanted);
    }
    ada.see("entry-name").focus();
    keys.press("Enter");
    ada.inside();
    assertThat(ada.see("composer")).isFocused();
  }

  @Test
  void aDialogGivesTheFocusBack() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();

    for (String opener : List.of("settings", "rename", "new-room", "join-code")) {
      ada.see(opener).focus();
      keys.press("Enter");
      Locator dialog = ada.page().locator("dialog[open]");
      assertThat(dialog).isVisible();
      for (int stop = 0; stop < 12; stop++) {
        keys.press("Tab");
        boolean outside =
            (boolean)
                ada.page()
                    .evaluate(
                        "document.hasFocus() && document.activeElement !== document.body"
                            + " && !document.activeElement.closest('dialog')");
        assertEquals(false, outside, opener + " keeps the focus within");
      }
      keys.press("Escape");
      assertThat(dialog).hasCount(0);
      assertThat(ada.see(opener)).isFocused();
    }
  }

  @Test
  void whatIsOutOfSightOnAPhoneIsOutOfReach() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    Set<String> reached = new LinkedHashSet<>();
    for (int stop = 0; stop < 20; stop++) {
      ada.page().keyboard().press("Tab");
      reached.add((String) ada.page().evaluate(FOCUS));
    }

    assertTrue(reached.contains("open-rooms seen"), reached.toString());
    assertTrue(reached.stream().noneMatch(each -> each.startsWith("room-item")));
  }

  @Test
  void oneVoiceReadsWhatIsNewAndNeverTheHistory() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Said before Bob came");
    ada.reads("Said before Bob came");
    Visitor bob = visitors.enter("Bob");
    bob.reads("Said before Bob came");
    Locator voice = bob.page().locator("[aria-live=polite]");

    assertThat(voice).hasCount(1);
    ada.say("Said to Bob");
    assertThat(voice).hasText("Ada: Said to Bob");
    bob.say("One's own is not read");
    bob.reads("One's own is not read");
    for (String more : List.of("one", "two", "three", "four", "five")) {
      ada.say(more);
    }
    bob.reads("five");
    assertThat(voice).not().containsText("own");
    assertThat(bob.see("message-list")).hasAttribute("role", "region");
    assertThat(bob.see("message-list")).not().hasAttribute("aria-live", "polite");
    assertEquals(1, bob.page().locator("[aria-live]").count());
    assertEquals(0, bob.page().locator("[role=log]").count());
  }

  @Test
  void aMessageIsReadWithItsAuthorAndTimeEvenWithinAGroup() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("First");
    ada.say("Second");

    Locator second = bob.reads("Second");
    assertThat(second).not().hasClass(java.util.regex.Pattern.compile("is-head"));
    assertThat(second)
        .hasAccessibleName(java.util.regex.Pattern.compile("^Ada Second \\d\\d:\\d\\d$"));
  }
}
