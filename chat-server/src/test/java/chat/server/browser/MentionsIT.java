package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What mentions a user is listed over all rooms, and leads to its message. */
final class MentionsIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void mentionsOfAllRoomsAreListedAndLeadToTheirMessages() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    try (Script bob = new Script(visitors.port(), "general").named("Bob");
        Script eve = new Script(visitors.port(), "random").named("Eve")) {
      bob.say("general", "Hello, @Ada");
      bob.say("general", "Nothing for you");
      eve.say("random", "@all, the **kettle** is on");
      ada.reads("kettle is on");
      assertThat(ada.message("kettle is on").locator(".mention.is-self")).hasText("@all");
      ada.see("open-mentions").click();
      Locator entries = ada.see("mention-entry");
      assertThat(entries).hasCount(2);
      assertThat(entries.first()).containsText("the kettle is on");
      assertThat(entries.first()).containsText("Random");
      assertThat(entries.last()).containsText("Bob");
      ada.show("mentions");
      entries.last().click();
      ada.isIn("General");
      assertThat(ada.message("Hello, @Ada")).isFocused();
    }
  }

  @Test
  void olderMentionsComeInPagesAndNoneAreSaid() {
    Visitor ada = visitors.enter("Ada");
    ada.see("open-mentions").click();
    assertThat(ada.page().locator("dialog[open]")).containsText("Nobody has mentioned you yet.");
    ada.page().keyboard().press("Escape");
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      for (int line = 1; line <= 60; line++) {
        bob.say("general", "@Ada, line " + line + ".");
      }
    }
    ada.see("open-mentions").click();
    assertThat(ada.see("mention-entry")).hasCount(50);
    ada.see("more-mentions").click();
    assertThat(ada.see("mention-entry")).hasCount(60);
    assertThat(ada.see("mention-entry").nth(50)).isFocused();
    assertThat(ada.see("more-mentions")).isHidden();
    ada.see("mention-entry", "line 1.").click();
    assertThat(ada.message("line 1.")).isFocused();
  }
}
