package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion of {@code @all} and {@code @here}. */
final class GroupMentionIT {
  /** As many members as may mention all of them without leading the room. */
  private static final int MOST_MEMBERS = 20;

  private static final String IN_VAIN = "notifies no one in rooms of more than 20 members.";

  @RegisterExtension final Visitors visitors = new Visitors().with("PRESENCE_GRACE", "0s");

  @Test
  void allAndHereAreOfferedAfterPeopleAndMentionThem() {
    Visitor ada = visitors.enter("Ada");
    Visitor hal = visitors.enter("Hal");
    Visitor allan = visitors.enter("Allan");
    assertThat(ada.see("member", "Allan")).isVisible();
    Keyboard keys = ada.page().keyboard();

    keys.type("Tea, @");
    assertThat(options(ada)).hasText(new String[] {"Allan", "Hal", "@all", "@here"});
    assertThat(notes(ada))
        .hasText(
            new String[] {
              "Tells all members (only in rooms of up to 20)",
              "Tells those who are here now (only in rooms of up to 20)"
            });
    ada.show("group-mention");
    keys.type("al");
    assertThat(options(ada)).hasText(new String[] {"Allan", "Hal", "@all"});
    keys.press("ArrowUp");
    keys.press("Enter");
    assertThat(ada.see("composer")).hasValue("Tea, @all ");
    keys.press("Enter");
    assertThat(hal.reads("Tea, @all").locator(".mention.is-self")).hasText("@all");

    // What is typed in full is meant, though a name begins with it.
    keys.type("Cake, @all");
    assertThat(options(ada)).hasText(new String[] {"@all", "Allan"});
    keys.press("Enter");
    assertThat(allan.reads("Cake, @all").locator(".mention.is-self")).hasText("@all");
    keys.type("@he");
    assertThat(options(ada)).hasText(new String[] {"@here"});
  }

  @Test
  void aLargeRoomOffersThemToItsOwnerAlone() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.see("new-room").click();
    ada.see("new-room-name").fill("Crowded");
    ada.see("new-room-create").click();
    ada.isIn("Crowded");
    bob.goTo("Crowded");
    bob.see("composer").pressSequentially("@al");
    assertThat(options(bob)).hasText(new String[] {"@all"});
    List<Script> crowd = new ArrayList<>();
    try {
      for (int more = 2; more < MOST_MEMBERS + 1; more++) {
        crowd.add(new Script(visitors.port(), "crowded"));
      }
      assertThat(bob.see("member")).hasCount(MOST_MEMBERS + 1);
      write(bob, "@al");
      assertThat(options(bob)).hasCount(0);
      write(bob, "Dinner, @All");
      assertThat(bob.see("private-hint")).containsText("@All " + IN_VAIN);
      assertThat(bob.see("make-public")).isHidden();
      bob.show("group-mention-in-vain");
      write(bob, "Dinner, `@all`");
      assertThat(bob.see("private-hint")).isHidden();
      assertThat(ada.see("member")).hasCount(MOST_MEMBERS + 1);
      write(ada, "@al");
      assertThat(options(ada)).hasText(new String[] {"@all"});
      assertThat(notes(ada)).hasText("Tells all members");
      ada.say("Dinner, @all");
      assertThat(bob.reads("Dinner, @all").locator(".mention.is-self")).hasText("@all");
      assertThat(ada.see("private-hint")).isHidden();
    } finally {
      crowd.forEach(Script::close);
    }

    // They are members all the same, which the page learns from what it says in vain.
    assertThat(bob.see("member")).hasCount(2);
    write(bob, "@al");
    assertThat(options(bob)).hasText(new String[] {"@all"});
    bob.say("Supper, @all");
    assertThat(ada.reads("Supper, @all").locator(".mention")).hasCount(0);
    bob.reads("Supper, @all");
    write(bob, "@al");
    assertThat(options(bob)).hasCount(0);
    write(bob, "Tea, @here");
    assertThat(bob.see("private-hint")).containsText("@here " + IN_VAIN);
  }

  @Test
  void aConversationOffersNeither() {
    Visitor ada = visitors.enter("Ada");
    visitors.enter("Bob");
    ada.see("direct", "Bob").click();
    ada.isIn("Bob");
    ada.see("composer").pressSequentially("@b");
    assertThat(options(ada)).hasText(new String[] {"Bob"});
    write(ada, "@a");
    assertThat(options(ada)).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "de; Benachrichtigt alle Mitglieder (nur in Räumen mit bis zu 20)",
        "es; Avisa a todos los miembros (solo en salas de hasta 20)"
      })
  void whoIsToldIsSaidInThePagesLanguage(String language, String note) {
    Visitor ada =
        visitors.come("Ada", visitors.address(), new NewContextOptions().setLocale(language));
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").click();
    ada.inside();
    ada.see("composer").pressSequentially("@all");
    assertThat(notes(ada)).hasText(note);
    ada.show("group-mention-" + language);
  }

  private static void write(Visitor visitor, String text) {
    visitor.write("");
    visitor.see("composer").pressSequentially(text);
  }

  private static Locator options(Visitor visitor) {
    return visitor.see("mention-option").locator("bdi");
  }

  private static Locator notes(Visitor visitor) {
    return visitor.see("mention-option").locator(".completion-note");
  }
}
