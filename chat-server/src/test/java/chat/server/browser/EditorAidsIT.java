package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message is edited in its place with what helps to write one. */
final class EditorAidsIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void namesOfPeopleAndEmojiAreCompletedInTheEditor() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    assertThat(ada.see("member", "Bob")).isVisible();
    Locator editor = edit(ada, "Tea");
    Keyboard keys = ada.page().keyboard();
    keys.type(" for @bo");
    assertThat(ada.see("mention-option").locator("bdi")).hasText("Bob");
    assertThat(editor).hasAttribute("aria-activedescendant", "completion-0");
    ada.show("editor-completion");
    keys.press("Enter");
    assertThat(editor).hasValue("Tea for @Bob ");
    keys.type("and @al");
    assertThat(ada.see("mention-option").locator("bdi")).hasText("@all");

    // Esc closes the menu first, and only then would end the editing.
    keys.press("Escape");
    assertThat(ada.see("mention-option")).hasCount(0);
    assertThat(editor).hasValue("Tea for @Bob and @al");
    keys.type("l :smile:");
    assertThat(editor).hasValue("Tea for @Bob and @all \uD83D\uDE04");
    keys.press("Control+z");
    assertThat(editor).hasValue("Tea for @Bob and @all :smile:");
    keys.press("Control+Shift+z");
    keys.press("Enter");
    assertThat(bob.reads("and @all").locator(".mention.is-self"))
        .hasText(new String[] {"@Bob", "@all"});
  }

  @Test
  void theBarFormatsInTheEditorAndUndoTakesItBack() {
    Visitor ada = visitors.enter("Ada");
    Locator editor = edit(ada, "one two");
    Keyboard keys = ada.page().keyboard();
    Locator bar = ada.see("edit-format-bar");
    assertThat(bar).isVisible();
    keys.press("Control+a");
    bar.getByTestId("format-bold").click();
    assertThat(editor).hasValue("**one two**");
    assertThat(editor).isFocused();
    ada.show("editor-format-bar");
    keys.press("Control+z");
    assertThat(editor).hasValue("one two");
    bar.getByTestId("format-bullets").click();
    assertThat(editor).hasValue("- one two");
    keys.press("Enter");
    assertThat(ada.reads("one two").locator("li")).hasText("one two");
  }

  @Test
  void onAPhoneTheBarOpensByItsButton() {
    Visitor ada = visitors.come("Ada", visitors.address(), Visitors.smallPhone()).enter();
    ada.write("one two");
    ada.see("send").tap();
    ada.reads("one two").tap();
    ada.message("one two").getByTestId("message-more").tap();
    ada.see("edit-message").tap();
    Locator editor = ada.see("edit-input");
    assertThat(ada.see("edit-format-bar")).isHidden();
    ada.see("edit-format-toggle").tap();
    assertThat(ada.see("edit-format-bar")).isVisible();
    assertThat(editor).isFocused();
    editor.evaluate("(field) => field.select()");
    ada.see("edit-format-bar").getByTestId("format-italic").tap();
    assertThat(editor).hasValue("*one two*");
    ada.show("editor-format-bar-phone");
    editor.press("End");
    editor.pressSequentially(" @he");
    assertThat(ada.see("mention-option")).isVisible();
    ada.show("editor-completion-phone");
    ada.see("mention-option").tap();
    assertThat(editor).hasValue("*one two* @here ");
    ada.see("edit-save").tap();
    assertThat(ada.reads("one two").locator(".mention")).hasText("@here");
  }

  /** Begins to edit a message that was just sent; the field. */
  private static Locator edit(Visitor visitor, String text) {
    visitor.say(text);
    visitor.reads(text);
    visitor.see("composer").press("ArrowUp");
    Locator editor = visitor.see("edit-input");
    assertThat(editor).isFocused();
    assertThat(editor).hasValue(text);
    return editor;
  }
}
