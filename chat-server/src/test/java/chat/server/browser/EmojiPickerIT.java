package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The emoji picker, as the composer opens it. */
final class EmojiPickerIT {
  private static final String PARTY = "\uD83C\uDF89";
  private static final String GRINNING = "\uD83D\uDE00";
  private static final String WAVE = "\uD83D\uDC4B";
  private static final String MEDIUM = "\uD83C\uDFFD";
  private static final String CAKE = "\uD83C\uDF82";

  /** Of Unicode 17 and 14: the device draws the first as two letters beside each other. */
  private static final String CANNOT_DRAW_17 =
      """
      const measure = CanvasRenderingContext2D.prototype.measureText;
      CanvasRenderingContext2D.prototype.measureText = function (text) {
        return text === "\\u{1faea}" ? { width: 1000 } : measure.call(this, text);
      };
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void anEmojiIsInsertedAtTheCaretAndUndone() {
    Visitor ada = visitors.enter("Ada");
    Locator composer = ada.see("composer");
    Keyboard keys = ada.page().keyboard();
    keys.type("ab");
    keys.press("ArrowLeft");

    open(ada);
    assertThat(ada.see("emoji-search")).isFocused();
    keys.type("tada");
    assertThat(ada.see("emoji-cell").first()).hasText(PARTY);
    keys.press("Enter");

    assertThat(ada.see("emoji-picker")).hasCount(0);
    assertThat(composer).hasValue("a" + PARTY + "b");
    assertThat(composer).isFocused();
    keys.press("Control+z");
    assertThat(composer).hasValue("ab");
    keys.press("Control+Shift+z");
    assertThat(composer).hasValue("a" + PARTY + "b");
  }

  @ParameterizedTest
  @CsvSource({
    "en, birthday cake",
    "en, Birth",
    "en, :birthday:",
    "de, Geburtstagskuchen",
    "es, tarta",
    "es, cumpleanos",
    "es, CUMPLEAÑOS"
  })
  void itIsSearchedInTheLanguageOfThePage(String language, String typed) {
    Visitor ada = enter("Ada", new NewContextOptions().setLocale(language));
    open(ada);

    ada.see("emoji-search").fill(typed);

    assertThat(ada.see("emoji-cell", CAKE)).hasCount(1);
    assertThat(ada.see("emoji-cell", GRINNING)).hasCount(0);
  }

  @Test
  void itSaysThatNothingWasFound() {
    Visitor ada = visitors.enter("Ada");
    open(ada);
    ada.see("emoji-search").fill("qqq");

    assertThat(ada.see("emoji-said")).hasText("No emoji found.");
    assertThat(ada.see("emoji-said")).isVisible();
    assertThat(ada.see("emoji-cell")).hasCount(0);
    ada.page().keyboard().press("Enter");
    assertThat(ada.see("emoji-picker")).isVisible();
    ada.show("emoji-none-found");
  }

  @Test
  void keysMoveThroughTheGridAndTheFocusComesBack() {
    Visitor ada = visitors.enter("Ada");
    Keyboard keys = ada.page().keyboard();
    open(ada);

    keys.press("ArrowDown");
    assertThat(focused(ada)).hasAccessibleName("grinning face");
    keys.press("ArrowRight");
    assertThat(focused(ada)).hasAccessibleName("grinning face with big eyes");
    keys.press("ArrowLeft");
    keys.press("End");
    int columns =
        ((Number) focused(ada).evaluate("(cell) => cell.parentElement.childElementCount"))
            .intValue();
    assertEquals(columns - 1, indexInRow(ada));
    keys.press("ArrowRight");
    assertEquals(0, indexInRow(ada));
    keys.press("ArrowUp");
    assertThat(focused(ada)).hasAccessibleName("grinning face");
    keys.press("Control+End");
    assertThat(focused(ada)).hasAccessibleName("flag: Wales");
    assertThat(focused(ada)).isInViewport();
    keys.press("PageUp");
    keys.press("Control+Home");
    assertThat(focused(ada)).isInViewport();
    keys.press("ArrowUp");
    assertThat(ada.see("emoji-search")).isFocused();
    keys.press("ArrowDown");
    keys.type("wav");
    assertThat(ada.see("emoji-search")).hasValue("wav");
    assertThat(ada.see("emoji-search")).isFocused();
    keys.press("ArrowDown");
    keys.press("Space");
    assertThat(ada.see("composer")).hasValue(WAVE);

    open(ada);
    keys.press("Escape");
    assertThat(ada.see("emoji-picker")).hasCount(0);
    assertThat(ada.see("emoji-button")).isFocused();
    assertThat(ada.see("composer")).hasValue(WAVE);
  }

  private static Locator focused(Visitor visitor) {
    return visitor.page().locator("[data-test=emoji-cell]:focus");
  }

  private static int indexInRow(Visitor visitor) {
    return ((Number)
            focused(visitor).evaluate("(cell) => [...cell.parentElement.children].indexOf(cell)"))
        .intValue();
  }

  @Test
  void aGroupIsReachedByItsButton() {
    Visitor ada = visitors.enter("Ada");
    open(ada);

    ada.see("emoji-group-9").click();
    assertThat(focused(ada)).hasAccessibleName("chequered flag");
    assertThat(focused(ada)).isInViewport();
    ada.see("emoji-group-0").focus();
    ada.page().keyboard().press("ArrowRight");
    assertThat(ada.see("emoji-group-1")).isFocused();
    ada.page().keyboard().press("Enter");
    assertThat(focused(ada)).hasAccessibleName("waving hand");
  }

  @Test
  void theSkinToneIsRemembered() {
    Visitor ada = visitors.enter("Ada");
    open(ada);
    assertThat(ada.see("emoji-tone")).hasAccessibleName("Skin tone (now: default)");
    ada.see("emoji-tone").click();
    ada.see("emoji-tone-3").check();
    assertThat(ada.see("emoji-tone")).hasAccessibleName("Skin tone (now: medium skin tone)");
    ada.see("emoji-search").fill("waving hand");
    assertThat(ada.see("emoji-cell").first()).hasAccessibleName("waving hand, medium skin tone");
    ada.see("emoji-cell").first().click();
    assertThat(ada.see("composer")).hasValue(WAVE + MEDIUM);

    ada.page().reload();
    ada.inside();
    open(ada);
    ada.see("emoji-search").fill("victory hand");
    assertThat(ada.see("emoji-cell").first()).hasText("\u270C" + MEDIUM);
    ada.see("emoji-search").fill("people holding hands");
    assertThat(ada.see("emoji-cell").first())
        .hasText("\uD83E\uDDD1" + MEDIUM + "\u200D\uD83E\uDD1D\u200D\uD83E\uDDD1" + MEDIUM);
  }

  @Test
  void recentOnesAreFirstAndSurviveAReload() {
    Visitor ada = visitors.enter("Ada");
    for (String name : List.of("tada", "birthday", "tada", "wave")) {
      open(ada);
      ada.see("emoji-search").fill(name);
      ada.page().keyboard().press("Enter");
      assertThat(ada.see("emoji-picker")).hasCount(0);
    }
    ada.see("composer").fill("");
    ada.page().reload();
    ada.inside();
    open(ada);

    Locator recent = ada.page().locator("[data-section=recent]");
    assertThat(recent.getByTestId("emoji-cell")).hasText(new String[] {WAVE, PARTY, CAKE});
    assertThat(recent.getByTestId("emoji-cell").last()).hasAccessibleName("birthday cake");
    ada.page().keyboard().press("ArrowDown");
    ada.page().keyboard().press("ArrowRight");
    ada.page().keyboard().press("Enter");
    assertThat(ada.see("composer")).hasValue(PARTY);
  }

  @Test
  void brokenRecentOnesAreNone() {
    Visitor ada = visitors.enter("Ada");
    ada.page().evaluate("localStorage.setItem('chat.emoji-recent', '[[1], null, [\"x\", 1]')");
    open(ada);
    assertThat(ada.page().locator("[data-section=recent]")).hasCount(0);
    ada.page().keyboard().press("Escape");
    ada.page().evaluate("localStorage.setItem('chat.emoji-recent', '[[1], null, [\"x\", 1]]')");
    open(ada);
    assertThat(ada.page().locator("[data-section=recent]")).hasCount(0);
  }

  @Test
  void onlyTheLanguageOfThePageIsLoadedAndOnlyOnce() {
    Visitor ada = come("Ada", new NewContextOptions().setLocale("de"));
    List<String> loaded = new ArrayList<>();
    ada.page().onRequest((Request request) -> loaded.add(request.url()));
    ada.open(visitors.address());
    ada.enter();
    assertEquals(List.of(), loaded.stream().filter(EmojiPickerIT::isEmoji).toList());

    open(ada);
    ada.page().keyboard().press("Escape");
    assertThat(ada.see("emoji-picker")).hasCount(0);
    open(ada);
    ada.page().keyboard().press("Escape");
    List<String> emoji = loaded.stream().filter(EmojiPickerIT::isEmoji).toList();
    assertEquals(emoji.stream().distinct().toList(), emoji);
    assertEquals(
        List.of(visitors.address() + "emoji/de.txt"),
        emoji.stream().filter(url -> url.endsWith(".txt")).toList());
  }

  private static boolean isEmoji(String url) {
    return url.contains("/emoji/") && !url.matches(".*/emoji-(?:choice|completion)\\.js");
  }

  @Test
  void itSaysThatItCannotBeLoadedAndIsLoadedLater() {
    Visitor ada = come("Ada", new NewContextOptions());
    ada.open(visitors.address());
    ada.enter();
    ada.losesConnection();
    ada.context().route("**/emoji/*.txt", Route::abort);
    ada.see("emoji-button").click();
    assertThat(ada.see("toast")).containsText("The server isn’t responding.");
    assertThat(ada.see("emoji-picker")).hasCount(0);
    assertThat(ada.see("emoji-button")).isFocused();

    ada.context().unroute("**/emoji/*.txt");
    open(ada);
  }

  @Test
  void emojiThatTheDeviceCannotDrawAreLeftOut() {
    Visitor ada = come("Ada", new NewContextOptions());
    ada.context().addInitScript(CANNOT_DRAW_17);
    ada.open(visitors.address());
    ada.enter();
    open(ada);

    assertThat(ada.see("emoji-cell", GRINNING)).hasCount(1);
    assertThat(ada.see("emoji-cell", "\uD83E\uDEEA")).hasCount(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nothingHindersAnybodyInIt(ColorScheme colors) {
    Visitor ada = enter("Ada", new NewContextOptions().setColorScheme(colors));
    open(ada);
    ada.page().keyboard().press("ArrowDown");
    ada.show("emoji-picker-" + colors);
    ada.see("emoji-tone").click();
    assertThat(ada.see("emoji-tone-0")).isVisible();
    ada.show("emoji-tones-" + colors);
    ada.see("emoji-search").fill("heart");
    assertThat(ada.see("emoji-said")).containsText("emoji");
    ada.show("emoji-search-" + colors);
  }

  @ParameterizedTest
  @CsvSource({"320, 568", "390, 844", "844, 390"})
  void onAPhoneItIsASheetThatFingersHit(int width, int height) {
    Visitor ada =
        enter(
            "Ada",
            new NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(true)
                .setIsMobile(true));
    ada.see("emoji-button").tap();
    assertThat(ada.see("emoji-cell").first()).isVisible();
    // Its keyboard would cover the emoji.
    assertThat(ada.see("emoji-search")).not().isFocused();
    ada.show("emoji-picker-phone-" + width);

    BoundingBox sheet = ada.see("emoji-picker").boundingBox();
    if (width < 700) {
      assertEquals(width, sheet.width, 1);
      assertEquals(height, sheet.y + sheet.height, 1);
    }
    assertTrue(sheet.x >= 0 && sheet.y >= 0 && sheet.y + sheet.height <= height + 1);
    BoundingBox cell = ada.see("emoji-cell").first().boundingBox();
    assertTrue(cell.height >= 43.5 && cell.width >= 40, cell.width + " x " + cell.height);
    ada.see("emoji-cell").first().tap();
    assertThat(ada.see("composer")).hasValue(GRINNING);

    ada.see("emoji-button").tap();
    ada.see("emoji-cell").first().waitFor();
    ada.page().touchscreen().tap(width / 2.0, 2);
    assertThat(ada.see("emoji-picker")).hasCount(0);
  }

  /** What was used is offered first the next time. */
  @Test
  void anyEmojiCanBeAReaction() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Shall we?");
    ada.reads("Shall we?").hover();
    ada.message("Shall we?").getByTestId("react").click();
    ada.see("more-emoji").click();
    assertThat(ada.see("emoji-search")).isFocused();
    ada.page().keyboard().type("birthday");
    assertThat(ada.see("emoji-cell").first()).hasText(CAKE);
    ada.page().keyboard().press("Enter");
    assertThat(ada.message("Shall we?").getByTestId("reaction")).containsText(CAKE + "1");
    assertThat(ada.message("Shall we?")).isFocused();

    ada.page().keyboard().press("+");
    assertThat(ada.see("pick-emoji").first()).hasText(CAKE);
    assertThat(ada.see("pick-emoji")).hasCount(6);
  }

  private Visitor come(String name, NewContextOptions options) {
    return visitors.come(name, "about:blank", options);
  }

  private Visitor enter(String name, NewContextOptions options) {
    Visitor visitor = visitors.come(name, visitors.address(), options);
    visitor.see("entry-name").fill(name);
    visitor.see("entry-go").click();
    assertThat(visitor.see("room-title")).hasText("General");
    return visitor;
  }

  private static void open(Visitor visitor) {
    visitor.see("emoji-button").click();
    assertThat(visitor.see("emoji-cell").first()).isVisible();
  }
}
