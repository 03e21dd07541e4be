package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is being written is shown as it will look when it is sent. */
final class PreviewIT {
  private static final String FORMATTED =
      "**bold** and *italic*, `code`, @Bob, @all and https://plan.example/a\n"
          + "- one\n- two ||spoiler||\n> quoted\n```\nint a;\n```";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void theKeyboardShowsAndHidesItAndTheTextKeepsItsUndo() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");
    keys.type("a *b");
    ada.see("format-bold").focus();
    keys.press("End");
    assertThat(ada.see("format-preview")).isFocused();
    assertThat(ada.see("format-preview")).hasAttribute("aria-pressed", "false");
    keys.press("Enter");
    assertThat(ada.see("format-preview")).hasAttribute("aria-pressed", "true");
    assertThat(preview(ada)).hasText("a *b");
    assertThat(preview(ada).locator("em")).hasCount(0);

    keys.press("Tab");
    assertThat(ada.see("preview")).isFocused();
    composer.press("End");
    keys.type("*");
    assertThat(preview(ada)).hasText("a b");
    assertThat(preview(ada).locator("em")).hasText("b");
    assertThat(composer).isFocused();
    keys.press("Control+z");
    assertThat(preview(ada)).hasText("a *b");
    for (int i = 0; i < "a *b".length(); i++) {
      keys.press("Control+z");
    }
    assertThat(composer).hasValue("");
    assertThat(ada.see("preview")).hasText("Nothing written yet.");
    ada.see("format-preview").focus();
    keys.press("Enter");
    assertThat(ada.see("preview")).isHidden();
    assertThat(ada.see("format-preview")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void itShowsWhatTheMessageShows() {
    Visitor ada = visitors.enter("Ada");
    visitors.enter("Bob");
    assertThat(ada.see("member", "Bob")).isVisible();
    ada.see("format-preview").click();
    assertThat(ada.see("preview")).isVisible();
    ada.write(FORMATTED);
    assertThat(preview(ada).locator(".mention")).hasText(new String[] {"@Bob", "@all"});
    assertThat(preview(ada).locator("blockquote")).hasText("quoted");
    ada.show("preview");
    String shown = preview(ada).innerHTML();
    ada.see("copy-code").click();
    assertThat(ada.see("copy-code")).not().hasAccessibleName("Copy code");
    ada.see("spoiler").press("Enter");
    assertThat(preview(ada).locator(".spoiler.is-hidden")).hasCount(0);
    assertThat(ada.see("message")).hasCount(0);
    ada.see("composer").press("Enter");
    ada.reads("bold and italic");
    assertThat(ada.see("preview")).hasText("Nothing written yet.");
    Locator sent = ada.message("bold and italic").getByTestId("message-text");
    assertThat(sent.locator(".mention")).hasCount(2);
    assertEquals(shown, sent.innerHTML());

    // What makes a message private, and commands, are not part of it.
    ada.write("@Bob psst *now*");
    assertThat(preview(ada)).hasText("psst now");
    ada.write("/me waves");
    assertThat(preview(ada).locator("em")).hasText("waves");
  }

  @Test
  void itFollowsTheDraftOfTheRoomAndTheEditor() {
    Visitor ada = visitors.enter("Ada");
    ada.see("format-preview").click();
    ada.write("*here*");
    assertThat(preview(ada)).hasText("here");
    ada.goTo("Random");
    assertThat(ada.see("preview")).hasText("Nothing written yet.");
    ada.goTo("General");
    assertThat(preview(ada)).hasText("here");
    ada.see("format-preview").click();
    ada.see("composer").press("Enter");
    ada.reads("here");

    ada.see("composer").press("ArrowUp");
    Locator editor = ada.see("message-editor");
    editor.getByTestId("format-preview").click();
    assertThat(editor.getByTestId("preview").locator("em")).hasText("here");
    assertThat(ada.see("edit-input")).isFocused();
    ada.show("editor-preview");
  }

  @Test
  void onASmallDarkPhoneItIsOpenedByTouchAndLeavesSpaceForTheText() {
    NewContextOptions phone = Visitors.smallPhone().setColorScheme(ColorScheme.DARK);
    Visitor ada = visitors.come("Ada", visitors.address(), phone).enter();
    ada.see("composer").tap();
    ada.write(FORMATTED);
    ada.see("format-toggle").tap();
    ada.see("format-preview").tap();
    assertThat(ada.see("preview")).isVisible();
    assertThat(ada.see("composer")).isFocused();
    ada.show("preview-phone");
    ada.see("format-toggle").tap();
    assertThat(ada.see("preview")).isHidden();
    ada.see("format-toggle").tap();
    assertThat(ada.see("preview")).isVisible();
    ada.see("format-preview").tap();
    assertThat(ada.see("preview")).isHidden();
    assertThat(ada.see("composer")).hasValue(FORMATTED);
  }

  private static Locator preview(Visitor visitor) {
    return visitor.page().locator("main .composer").getByTestId("preview").locator(".text");
  }
}
