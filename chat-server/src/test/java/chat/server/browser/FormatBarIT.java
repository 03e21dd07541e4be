package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is formatted by keys and by a bar, and the browser's undo takes it back. */
final class FormatBarIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @ParameterizedTest
  @CsvSource({
    "Control+b, say **word**",
    "Control+i, say *word*",
    "Control+Shift+x, say ~~word~~",
    "Control+e, say `word`",
    "Control+k, say [word](https://)"
  })
  void aKeyFormatsWhatIsSelectedAndUndoTakesItBack(String key, String formatted) {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");
    keys.type("say word");
    selectLast(keys, 4);
    keys.press(key);
    assertThat(composer).hasValue(formatted);
    assertThat(composer).isFocused();
    keys.press("Control+z");
    assertThat(composer).hasValue("say word");
    keys.press("Control+Shift+z");
    assertThat(composer).hasValue(formatted);
    keys.press("Control+z");
    for (int i = 0; i < "say word".length(); i++) {
      keys.press("Control+z");
    }
    assertThat(composer).hasValue("");
  }

  @Test
  void theSameKeyTakesTheMarksOffAndStepsBehindThem() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");
    keys.type("word");
    selectLast(keys, 4);
    keys.press("Control+b");
    keys.press("Control+i");
    assertThat(composer).hasValue("***word***");
    keys.press("Control+b");
    assertThat(composer).hasValue("*word*");
    keys.press("Control+i");
    assertThat(composer).hasValue("word");

    keys.press("End");
    keys.type(" and ");
    keys.press("Control+b");
    keys.type("more");
    keys.press("Control+b");
    keys.type(" text");
    assertThat(composer).hasValue("word and **more** text");
  }

  @Test
  void severalLinesBecomeACodeBlock() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    keys.type("a");
    keys.press("Shift+Enter");
    keys.type("b");
    keys.press("Control+a");
    keys.press("Control+e");
    assertThat(ada.see("composer")).hasValue("```\na\nb\n```");
    keys.press("Control+z");
    assertThat(ada.see("composer")).hasValue("a\nb");
  }

  @Test
  void anAddressPastedOverASelectionMakesALink() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    keys.type("the plan");
    selectLast(keys, 4);
    paste(ada, "https://plan.example/a");
    assertThat(ada.see("composer")).hasValue("the [plan](https://plan.example/a)");
    keys.press("Control+z");
    assertThat(ada.see("composer")).hasValue("the plan");
    keys.press("End");
    paste(ada, "https://plan.example/a");
    assertThat(ada.see("composer")).hasValue("the plan");
  }

  /** The browser's own part of pasting does not happen. */
  private static void paste(Visitor visitor, String text) {
    visitor
        .see("composer")
        .evaluate(
            """
            (field, text) => {
              const data = new DataTransfer();
              data.setData("text/plain", text);
              field.dispatchEvent(new ClipboardEvent("paste",
                { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            text);
  }

  @Test
  void withoutASelectionTheKeyOfLinksSwitchesRooms() {
    Visitor ada = visitors.enter("Ada");
    ada.page().keyboard().type("word");
    ada.page().keyboard().press("Control+k");
    assertThat(ada.page().getByRole(com.microsoft.playwright.options.AriaRole.DIALOG)).isVisible();
    assertThat(ada.see("composer")).hasValue("word");
  }

  @Test
  void theBarFormatsWithoutTakingTheFocusAndIsRemembered() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");
    assertThat(ada.see("format-bar")).isVisible();
    keys.type("one");
    keys.press("Shift+Enter");
    keys.type("two");
    keys.press("Control+a");
    ada.see("format-bullets").click();
    assertThat(composer).hasValue("- one\n- two");
    assertThat(composer).isFocused();
    ada.see("format-bullets").click();
    ada.see("format-quote").click();
    assertThat(composer).hasValue("> one\n> two");
    keys.press("Control+z");
    keys.press("Control+z");
    keys.press("Control+z");
    assertThat(composer).hasValue("one\ntwo");

    keys.press("Control+a");
    ada.see("format-bold").focus();
    keys.press("ArrowDown");
    assertThat(ada.see("format-italic")).isFocused();
    keys.press("Enter");
    assertThat(composer).hasValue("*one\ntwo*");
    assertThat(composer).isFocused();

    ada.see("format-toggle").click();
    assertThat(ada.see("format-bar")).isHidden();
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("*one\ntwo*");
    assertThat(ada.see("format-bar")).isHidden();
  }

  @ParameterizedTest
  @CsvSource({"en-GB, Bold (Ctrl+B)", "de-DE, Fett (Strg+B)", "es-ES, Negrita (Ctrl+B)"})
  void theBarFitsOnASmallPhoneInEveryLanguage(String locale, String bold) {
    NewContextOptions small = Visitors.smallPhone().setLocale(locale);
    Visitor ada = visitors.come("Ada", visitors.address(), small).enter();
    assertThat(ada.see("format-bar")).isHidden();
    ada.see("composer").tap();
    ada.see("format-toggle").tap();
    assertThat(ada.see("format-bar")).isVisible();
    assertThat(ada.see("composer")).isFocused();
    assertThat(ada.see("format-bold")).hasAccessibleName(bold);
    ada.see("format-bold").tap();
    assertThat(ada.see("composer")).hasValue("****");
    assertThat(ada.see("composer")).isFocused();
    assertEquals(0, ada.overhang());
    ada.show("format-bar-phone-" + locale);
  }

  private static void selectLast(Keyboard keys, int count) {
    for (int i = 0; i < count; i++) {
      keys.press("Shift+ArrowLeft");
    }
  }
}
