package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where messages are written: how much of the page it takes, and what changes its text. */
final class ComposerIT {
  private static final String LONG = "a good long message, written with care";
  private static final String EIGHT_LINES = "1\n2\n3\n4\n5\n6\n7\n8";

  @RegisterExtension final Visitors visitors = new Visitors();

  /** A phone on its side with its keyboard up, a page at 400 %, and a desk. */
  @ParameterizedTest
  @CsvSource({"844, 200, true", "320, 256, false", "320, 200, false", "1280, 800, false"})
  void itLeavesRoomForMessagesAndForItsButton(int width, int height, boolean touch) {
    Visitor bob = visitors.enter("Bob");
    Visitor ada =
        visitors.come(
            "Ada",
            visitors.address(),
            new NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(touch)
                .setIsMobile(touch));
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").click();
    assertThat(ada.see("room-title")).hasText("General");
    bob.say("What do you think?");
    ada.reads("What do you think?");
    String size = width + "x" + height;

    ada.write(EIGHT_LINES);
    leavesRoom(ada, height);
    ada.message("What do you think?").getByTestId("message-text").click();
    ada.message("What do you think?").getByTestId("reply").click();
    leavesRoom(ada, height);
    ada.photograph("composer-reply-" + size);
    ada.see("send").click();
    assertThat(bob.reads("8").locator(".quote")).containsText("What do you think?");

    ada.write("@Bob " + EIGHT_LINES);
    assertThat(ada.see("private-hint")).isVisible();
    leavesRoom(ada, height);
    ada.photograph("composer-private-" + size);
    ada.see("make-public").click();
    assertThat(ada.see("private-hint")).isHidden();
    ada.see("send").click();
    assertThat(bob.message("@Bob 1")).hasCount(1);
  }

  private static void leavesRoom(Visitor visitor, int height) {
    BoundingBox composer = visitor.page().locator(".composer").boundingBox();
    assertTrue(composer.height <= 0.4 * height + 1, "composer: " + composer.height);
    BoundingBox send = visitor.see("send").boundingBox();
    assertTrue(send.y >= 0 && send.y + send.height <= height, "send ends at " + send.y);
    BoundingBox list = visitor.see("message-list").boundingBox();
    assertTrue(list.height >= 24, "messages: " + list.height);
  }

  @Test
  void itGrowsAndShrinksWithThePage() {
    Visitor ada = visitors.enter("Ada");
    ada.write(EIGHT_LINES);
    Locator composer = ada.page().locator(".composer");
    double before = composer.boundingBox().height;
    ada.page().setViewportSize(1280, 300);
    ada.page().waitForCondition(() -> composer.boundingBox().height <= 121);
    ada.page().setViewportSize(1280, 800);
    ada.page().waitForCondition(() -> composer.boundingBox().height == before);
  }

  @Test
  void aNameIsTakenOnlyWhereTheCaretIs() {
    Visitor bobby = visitors.enter("Bobby");
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.see("member", "Bobby")).isVisible();
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");

    beginName(ada);
    keys.press("End");
    assertThat(ada.see("mention-option")).hasCount(0);
    keys.press("Tab");
    assertThat(composer).hasValue("@bo" + LONG);

    beginName(ada);
    keys.press("Home");
    keys.press("Tab");
    assertThat(composer).hasValue("@bo" + LONG);

    beginName(ada);
    keys.press("ArrowLeft");
    keys.press("Tab");
    assertThat(composer).hasValue("@Bobby " + LONG);

    beginName(ada);
    for (int i = 0; i < 3; i++) {
      keys.press("ArrowRight");
    }
    keys.press("Enter");
    assertThat(composer).hasValue("");
    assertThat(ada.message(LONG.substring(2))).hasCount(1);

    beginName(ada);
    keys.press("End");
    keys.press("Enter");
    assertThat(composer).hasValue("");
    assertThat(ada.message(LONG.substring(2))).hasCount(2);
    assertThat(bobby.see("message")).hasCount(0);
  }

  /** Keys that are still held down move the caret without being let go. */
  @Test
  void aHeldKeyMovesTheCaretOutOfTheName() {
    visitors.enter("Bobby");
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.see("member", "Bobby")).isVisible();
    beginName(ada);
    ada.page().keyboard().down("End");
    ada.page().keyboard().down("Tab");
    assertThat(ada.see("composer")).hasValue("@bo" + LONG);
    ada.page().keyboard().up("End");
    ada.page().keyboard().up("Tab");
  }

  @Test
  void theListOpensWhereTheCaretComesToAName() {
    visitors.enter("Bobby");
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.see("member", "Bobby")).isVisible();
    ada.write("Hi @bob there");
    assertThat(ada.see("mention-option")).hasCount(0);
    Keyboard keys = ada.page().keyboard();
    for (int i = 0; i < " there".length() + 2; i++) {
      keys.press("ArrowLeft");
    }
    assertThat(ada.see("mention-option")).hasText("Bobby");
    keys.press("Tab");
    assertThat(ada.see("composer")).hasValue("Hi @Bobby there");
    keys.type("over ");
    assertThat(ada.see("composer")).hasValue("Hi @Bobby over there");
  }

  private static void beginName(Visitor visitor) {
    visitor.write(LONG);
    visitor.see("composer").focus();
    visitor.page().keyboard().press("Home");
    visitor.page().keyboard().type("@bo");
    assertThat(visitor.see("mention-option")).hasText("Bobby");
  }

  @Test
  void undoTakesBackANameThatWasTakenAndAPrefix() {
    visitors.enter("Bobby");
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.see("member", "Bobby")).isVisible();
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");

    keys.type("Hi @bo");
    assertThat(ada.see("mention-option")).hasText("Bobby");
    keys.press("Tab");
    assertThat(composer).hasValue("Hi @Bobby ");
    keys.press("Control+z");
    assertThat(composer).hasValue("Hi @bo");
    keys.press("Control+Shift+z");
    assertThat(composer).hasValue("Hi @Bobby ");
    for (int i = 0; i < "Hi @bo".length() + 1; i++) {
      keys.press("Control+z");
    }
    assertThat(composer).hasValue("");

    keys.type("@Bobby hello");
    ada.see("make-public").click();
    assertThat(composer).hasValue("\\@Bobby hello");
    assertThat(composer).isFocused();
    keys.press("Control+z");
    assertThat(composer).hasValue("@Bobby hello");
    assertThat(ada.see("private-hint")).isVisible();
  }

  @Test
  void undoBringsNoTextOfAnotherRoom() {
    Visitor ada = visitors.enter("Ada");
    ada.page().keyboard().type("for General");
    ada.goTo("Random");
    ada.page().keyboard().press("Control+z");
    assertThat(ada.see("composer")).hasValue("");
  }

  @Test
  void escapeOfAnInputMethodKeepsWhatIsAnswered() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    bob.say("Tea?");
    ada.reads("Tea?").hover();
    ada.message("Tea?").getByTestId("reply").click();
    CDPSession devtools = ada.context().newCDPSession(ada.page());
    JsonObject composed = new JsonObject();
    composed.addProperty("text", "にほん");
    composed.addProperty("selectionStart", 3);
    composed.addProperty("selectionEnd", 3);
    devtools.send("Input.imeSetComposition", composed);
    assertThat(ada.see("composer")).hasValue("にほん");

    JsonObject escape = new JsonObject();
    escape.addProperty("type", "rawKeyDown");
    escape.addProperty("windowsVirtualKeyCode", 27);
    escape.addProperty("key", "Escape");
    escape.addProperty("code", "Escape");
    devtools.send("Input.dispatchKeyEvent", escape);
    assertThat(ada.page().locator(".reply-bar")).isVisible();

    JsonObject text = new JsonObject();
    text.addProperty("text", "日本");
    devtools.send("Input.insertText", text);
    ada.see("composer").press("Enter");
    assertThat(bob.reads("日本").locator(".quote")).containsText("Tea?");
  }

  @Test
  void commandsAreWrittenOut() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");

    ada.say("/me waves at @Bob");
    Locator action = bob.reads("waves at @Bob").getByTestId("message-text");
    assertThat(action.locator("em")).hasText("waves at @Bob");
    assertThat(action.locator(".mention")).hasText("@Bob");
    ada.say("/shrug Who knows?");
    assertThat(bob.reads("Who knows?").getByTestId("message-text"))
        .hasText("Who knows? ¯\\_(ツ)_/¯");
    ada.say("/unheard of");
    bob.reads("/unheard of");
    ada.say("/me");
    bob.reads("/me");
  }
}
