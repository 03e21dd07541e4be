package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of emoji that are typed between colons. */
final class EmojiCompletionIT {
  private static final String SMILE = "\uD83D\uDE04";
  private static final String SMILEY = "\uD83D\uDE03";
  private static final String HEART = "\u2764\uFE0F";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aFewLettersOfferEmojiAndUndoTakesTheChosenOneBack() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");

    keys.type("Hi :smi");
    assertThat(ada.see("emoji-option").first()).hasText(Pattern.compile(SMILEY + ".*:smiley:"));
    assertThat(ada.see("emoji-option")).hasCount(8);
    assertThat(composer).hasAttribute("aria-activedescendant", "completion-0");
    assertThat(ada.page().locator("#completion-menu")).hasAccessibleName("Emoji to insert");
    ada.show("emoji-completion");
    keys.press("ArrowDown");
    keys.press("ArrowUp");
    keys.press("Enter");
    assertThat(composer).hasValue("Hi " + SMILEY + " ");
    assertThat(ada.see("emoji-option")).hasCount(0);
    keys.press("Control+z");
    assertThat(composer).hasValue("Hi :smi");
    keys.press("Control+Shift+z");
    assertThat(composer).hasValue("Hi " + SMILEY + " ");
    keys.press("Enter");
    ada.reads("Hi " + SMILEY);
  }

  @Test
  void aWholeShortcodeIsReplacedAndUndoKeepsIt() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");

    keys.type("Hi :smile:");
    assertThat(composer).hasValue("Hi " + SMILE);
    assertThat(ada.see("emoji-option")).hasCount(0);
    keys.press("Control+z");
    assertThat(composer).hasValue("Hi :smile:");
    keys.type("!");
    assertThat(composer).hasValue("Hi :smile:!");
    keys.type(" :+1::tada:");
    assertThat(composer).hasValue("Hi :smile:! \uD83D\uDC4D\uD83C\uDF89");
  }

  @ParameterizedTest
  @CsvSource({
    "en, red_heart",
    "en, heart",
    "de, rotes_Herz",
    "de, heart",
    "es, corazón_rojo",
    "es, corazon_rojo"
  })
  void namesOfThePagesLanguageAreShortcodesToo(String language, String code) {
    Visitor ada = enter("Ada", language);
    ada.see("composer").pressSequentially(":" + code + ":");
    assertThat(ada.see("composer")).hasValue(HEART);
  }

  @Test
  void aGermanWordOffersEmoji() {
    Visitor ada = enter("Ada", "de");
    ada.see("composer").pressSequentially(":geburtstagsk");
    assertThat(ada.see("emoji-option", "Geburtstagskuchen")).hasCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`:smile:",
        "`a` `:smile:` b",
        "```\n:smile:",
        "10:30:",
        "http://a:smile:",
        "a:smile:",
        ":-D",
        ":D",
        ":nothing_like_this:",
        "::smile:"
      })
  void otherTextStaysAsItIs(String text) {
    Visitor ada = visitors.enter("Ada");
    Locator composer = ada.see("composer");
    composer.pressSequentially(":sm");
    assertThat(ada.see("emoji-option").first()).isVisible(); // loaded
    composer.fill("");

    for (String line : text.split("(?<=\n)", -1)) {
      composer.pressSequentially(line.strip());
      if (line.endsWith("\n")) {
        composer.press("Shift+Enter");
      }
    }
    assertThat(composer).hasValue(text);
    assertThat(ada.see("emoji-option")).hasCount(0);
  }

  @Test
  void escapeAndTheCaretCloseTheMenu() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    keys.type("Hi :sm");
    assertThat(ada.see("emoji-option").first()).isVisible();
    keys.press("Escape");
    assertThat(ada.see("emoji-option")).hasCount(0);
    keys.press("Enter");
    ada.reads("Hi :sm");

    keys.type(":sm you");
    assertThat(ada.see("emoji-option")).hasCount(0);
    for (int i = 0; i < " you".length(); i++) {
      keys.press("ArrowLeft");
    }
    assertThat(ada.see("emoji-option").first()).isVisible();
    keys.press("Home");
    assertThat(ada.see("emoji-option")).hasCount(0);
  }

  @Test
  void anInputMethodIsLeftAlone() {
    Visitor ada = visitors.enter("Ada");
    CDPSession devtools = ada.context().newCDPSession(ada.page());
    ada.see("composer").focus();
    JsonObject composed = new JsonObject();
    composed.addProperty("text", ":smile:");
    composed.addProperty("selectionStart", 7);
    composed.addProperty("selectionEnd", 7);
    devtools.send("Input.imeSetComposition", composed);
    assertThat(ada.see("composer")).hasValue(":smile:");
    ada.page().keyboard().type(" ");
    ada.page().keyboard().type(":smile:");
    assertThat(ada.see("composer")).hasValue(Pattern.compile("^:smile: ?" + SMILE + "$"));
  }

  /** Its names are still on their way when the shortcode is complete. */
  @Test
  void aShortcodeIsReplacedWhenTheNamesHaveCome() {
    Visitor ada = visitors.come("Ada", "about:blank", new NewContextOptions());
    List<Route> held = new ArrayList<>();
    ada.context().route("**/emoji/*.txt", held::add);
    ada.open(visitors.address());
    ada.enter();
    ada.see("composer").pressSequentially(":smile:");
    ada.page().waitForCondition(() -> !held.isEmpty());
    assertThat(ada.see("composer")).hasValue(":smile:");

    held.forEach(Route::resume);
    assertThat(ada.see("composer")).hasValue(SMILE);
  }

  @Test
  void theSkinToneAndRecentOnesAreThoseOfThePicker() {
    Visitor ada = visitors.enter("Ada");
    ada.see("emoji-button").click();
    ada.see("emoji-tone").click();
    ada.see("emoji-tone-5").check();
    ada.page().keyboard().press("Escape");
    ada.see("composer").pressSequentially(":wave:");
    assertThat(ada.see("composer")).hasValue("\uD83D\uDC4B\uD83C\uDFFF");

    ada.see("emoji-button").click();
    assertThat(ada.page().locator("[data-section=recent]").getByTestId("emoji-cell"))
        .hasText("\uD83D\uDC4B\uD83C\uDFFF");
  }

  private Visitor enter(String name, String language) {
    return visitors
        .come(name, visitors.address(), new NewContextOptions().setLocale(language))
        .enter();
  }
}
