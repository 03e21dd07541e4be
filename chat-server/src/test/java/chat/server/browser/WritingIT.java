package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class WritingIT {
  @RegisterExtension final Visitors visitors = new Visitors().with("MAX_MESSAGE_LENGTH", "250");

  @Test
  void enterEndsACompositionAndSendsNothing() {
    Visitor ada = visitors.enter("Ada");
    CDPSession devtools = ada.context().newCDPSession(ada.page());
    JsonObject composed = new JsonObject();
    composed.addProperty("text", "にほん");
    composed.addProperty("selectionStart", 3);
    composed.addProperty("selectionEnd", 3);
    devtools.send("Input.imeSetComposition", composed);
    assertThat(ada.see("composer")).hasValue("にほん");

    // What browsers send for a key that the input method took.
    JsonObject enter = new JsonObject();
    enter.addProperty("type", "rawKeyDown");
    enter.addProperty("windowsVirtualKeyCode", 229);
    enter.addProperty("key", "Enter");
    enter.addProperty("code", "Enter");
    devtools.send("Input.dispatchKeyEvent", enter);
    assertThat(ada.see("composer")).hasValue("にほん");
    assertThat(ada.see("message")).hasCount(0);

    JsonObject text = new JsonObject();
    text.addProperty("text", "日本");
    devtools.send("Input.insertText", text);
    ada.see("composer").press("Enter");
    ada.reads("日本");
    assertThat(ada.see("message")).hasCount(1);
  }

  @Test
  void everyRoomKeepsItsOwnDraft() {
    Visitor ada = visitors.enter("Ada");
    ada.write("for General");
    ada.goTo("Random");
    assertThat(ada.see("composer")).hasValue("");
    ada.write("for Random");
    ada.goTo("General");
    assertThat(ada.see("composer")).hasValue("for General");

    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("for General");
    ada.say("for General, sent");
    ada.reads("for General, sent");
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("");
    ada.goTo("Random");
    assertThat(ada.see("composer")).hasValue("for Random");
  }

  @Test
  void charactersAreCountedNearTheLimitAndTooManyAreNotSent() {
    Visitor ada = visitors.enter("Ada");
    Locator left = ada.page().locator(".count-left");

    ada.write("short");
    assertThat(left).isHidden();
    ada.write("👍".repeat(240));
    assertThat(left).hasText("10 left");
    ada.write("👍".repeat(251));
    assertThat(left).hasText("1 too many");
    assertThat(ada.see("send")).isDisabled();
    ada.see("composer").press("Enter");
    assertThat(ada.see("composer")).hasValue("👍".repeat(251));
    assertThat(ada.see("message")).hasCount(0);
    ada.see("composer").press("Backspace");
    ada.see("composer").press("Enter");
    assertThat(ada.see("message")).hasCount(1);
  }

  @Test
  void severalPeopleTypeAndStopByThemselves() {
    Visitor ada = visitors.enter("Ada");
    try (Script bob = new Script(visitors.port(), "general").named("Bob");
        Script eve = new Script(visitors.port(), "general").named("Eve");
        Script grace = new Script(visitors.port(), "general").named("Grace")) {
      bob.typing("general");
      assertThat(ada.see("typing")).hasText("Bob is typing…");
      eve.typing("general");
      assertThat(ada.see("typing")).hasText("Bob and Eve are typing…");
      grace.typing("general");
      assertThat(ada.see("typing")).hasText("Several people are typing…");
      assertThat(ada.see("typing")).hasText("");
    }
  }
}
