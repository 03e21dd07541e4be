package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KeyboardIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void enterSendsAndShiftEnterBreaksTheLine() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();

    assertThat(ada.see("composer")).isFocused();
    keys.type("One");
    keys.press("Shift+Enter");
    keys.type("Two");
    keys.press("Enter");
    assertThat(ada.reads("One").getByTestId("message-text")).hasText("One\nTwo");
    assertThat(ada.see("composer")).hasValue("");
    assertThat(ada.see("composer")).isFocused();
    keys.press("Enter");
    assertThat(ada.see("message")).hasCount(1);
  }

  @Test
  void theMentionMenuIsUsedWithoutAPointer() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    visitors.enter("Bonnie");
    assertThat(ada.see("member")).hasCount(3);
    Keyboard keys = ada.page().keyboard();

    keys.type("Hi @b");
    assertThat(ada.see("mention-option")).hasText(new String[] {"Bob", "Bonnie"});
    keys.press("ArrowDown");
    keys.press("ArrowUp");
    keys.press("Tab");
    assertThat(ada.see("composer")).hasValue("Hi @Bob ");
    keys.type("and @bo");
    keys.press("ArrowDown");
    keys.press("Enter");
    assertThat(ada.see("composer")).hasValue("Hi @Bob and @Bonnie ");
    keys.type("or @b");
    assertThat(ada.see("mention-option")).hasCount(2);
    keys.press("Escape");
    assertThat(ada.see("mention-option")).hasCount(0);
    assertThat(ada.see("composer")).isFocused();
    keys.press("Enter");
    assertThat(bob.reads("Hi @Bob").locator(".mention")).hasText(new String[] {"@Bob", "@Bonnie"});
  }

  @Test
  void aMentionTypedInFullIsSentByOneEnter() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    assertThat(ada.see("member", "Bob")).isVisible();

    ada.page().keyboard().type("Good night, @bob");
    assertThat(ada.see("mention-option")).hasCount(1);
    ada.page().keyboard().press("Enter");
    assertThat(bob.reads("Good night").locator(".mention.is-self")).hasText("@bob");
  }

  @Test
  void roomsAreSwitchedWithoutAPointer() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();

    keys.press("Control+k");
    Locator dialog = ada.page().locator("dialog[open]");
    assertThat(dialog.locator("input")).isFocused();
    keys.press("Escape");
    assertThat(dialog).hasCount(0);
    assertThat(ada.see("composer")).isFocused();

    keys.press("Control+k");
    keys.type("nerd");
    assertThat(dialog.getByRole(AriaRole.OPTION)).hasCount(1);
    keys.press("Enter");
    ada.isIn("The Nerd Nook");
    assertThat(ada.see("composer")).isFocused();
    keys.press("Alt+ArrowUp");
    ada.isIn("General");
    keys.press("Alt+ArrowDown");
    ada.isIn("The Nerd Nook");
  }

  @Test
  void messagesAreWalkedAndAnsweredWithoutAPointer() {
    Visitor ada = visitors.enter("Ada");
    ada.say("First");
    ada.say("Second");
    ada.reads("Second");
    Keyboard keys = ada.page().keyboard();

    ada.see("message-list").focus();
    keys.press("ArrowDown");
    assertThat(ada.message("Second")).isFocused();
    keys.press("ArrowUp");
    assertThat(ada.message("First")).isFocused();
    keys.press("r");
    assertThat(ada.see("composer")).isFocused();
    assertThat(ada.page().locator(".reply-bar")).containsText("Replying to Ada");
    keys.press("Escape");
    assertThat(ada.page().locator(".reply-bar")).isHidden();

    ada.see("message-list").focus();
    keys.press("?");
    assertThat(ada.page().locator("dialog[open]")).containsText("Keyboard shortcuts");
    keys.press("Escape");
    keys.press("Escape");
    assertThat(ada.see("composer")).isFocused();
  }
}
