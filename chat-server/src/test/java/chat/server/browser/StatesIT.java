package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The states that a person meets, as pictures in target/screenshots to look at. */
final class StatesIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void theFirstScreenAndWhatGoesWrongThere() {
    Visitor ada = visitors.come("Ada");
    assertThat(ada.see("entry-go")).isVisible();
    ada.photograph("entry");
    ada.see("entry-code").fill("NOSUCH");
    ada.see("entry-join-code").click();
    assertThat(ada.see("entry-error")).isVisible();
    ada.see("new-room").click();
    ada.photograph("entry-error");
    Visitor bob = visitors.comeByPhone("Bob", visitors.address());
    assertThat(bob.see("entry-go")).isVisible();
    bob.photograph("phone-entry");
  }

  @Test
  void aBusyRoomInLightAndInDarkAndOnAPhone() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    Visitor grace =
        visitors.come(
            "Grace",
            visitors.address(),
            new NewContextOptions().setColorScheme(ColorScheme.DARK).setViewportSize(1024, 768));
    grace.enter();
    Visitor alan = visitors.comeByPhone("Alan-Mathison", visitors.address());
    alan.see("entry-name").fill("Alan-Mathison");
    alan.see("entry-go").tap();
    assertThat(alan.see("room-title")).hasText("General");
    talk(ada, bob, grace);
    Locator question = ada.reads("Shall we meet");
    question.hover();
    question.getByTitle("Reply").click();
    ada.say("Yes, at ten. See https://example.org/calendar?day=monday&room=general");
    ada.goTo("Random");
    ada.goTo("General");
    bob.say("@Ada a word with you, in private");
    grace.write("Let me think");
    assertThat(ada.see("typing")).hasText("Grace is typing…");
    bob.reads("Yes, at ten");
    for (Visitor each : List.of(ada, bob, grace)) {
      each.photograph("busy-" + each.name());
    }
    alan.reads("Yes, at ten");
    alan.photograph("phone-busy");
    alan.see("open-rooms").tap();
    assertThat(alan.see("room-list")).isInViewport();
    alan.photograph("phone-rooms");
    alan.page().keyboard().press("Escape");
    alan.see("open-members").tap();
    assertThat(alan.see("member-list")).isInViewport();
    alan.photograph("phone-people");

    ada.goTo("Bob");
    ada.say("Of course");
    ada.reads("Of course");
    ada.photograph("private");
    grace.write("@Ada psst");
    assertThat(grace.see("private-hint")).isVisible();
    grace.photograph("dark-whisper");
  }

  @Test
  void anEmptyRoomADialogAndACodeRoom() {
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.page().getByText("This is where General begins")).isVisible();
    ada.photograph("empty");
    ada.page().keyboard().press("Control+k");
    ada.photograph("switcher");
    ada.page().keyboard().press("Escape");
    ada.see("new-room").click();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Surprise party");
    ada.photograph("new-room");
    ada.see("new-room-create").click();
    ada.isIn("Surprise party");
    ada.photograph("code-room");
    ada.see("leave-room").click();
    ada.isIn("General");
    ada.see("leave-room").click();
    assertThat(ada.see("room-title")).hasText("No room is open");
    ada.photograph("no-room");
  }

  private static void talk(Visitor ada, Visitor bob, Visitor grace) {
    say(ada, "Good morning, everybody!");
    say(bob, "Morning @Ada. Did you see `Selector.select()` in the new build?");
    say(bob, "```java\nfor (var key : selector.selectedKeys()) {\n  accept(key);\n}\n```");
    say(grace, "👍");
    say(
        grace,
        "It is a long story, and it begins with the harbour: all night long the ships had been"
            + " waiting outside, their lamps like a second row of stars, and nobody in the town"
            + " could say who had called them, or when they would be let in.");
    say(bob, "averyveryverylongwordwithoutanyplacetobreakit".repeat(4));
    say(grace, "שלום, and back to the left");
    say(bob, "Shall we meet on Monday, @Grace @Ada?");
  }

  private static void say(Visitor visitor, String text) {
    visitor.say(text);
    visitor.reads(
        text.lines()
            .skip(text.startsWith("```") ? 1 : 0)
            .findFirst()
            .orElseThrow()
            .replace("`", ""));
  }
}
