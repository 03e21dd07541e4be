package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is a user's own, on two devices: what is unread, notifications of a room, drafts. */
final class OwnStateIT {
  private static final String PASSWORD = "a good deal of wood";

  @RegisterExtension final Visitors visitors = new Visitors();

  private Visitor register() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    return ada.register(PASSWORD).inside();
  }

  private Visitor signInElsewhere() {
    Visitor other = visitors.come("Ada", visitors.address(), new NewContextOptions());
    return other.signIn(PASSWORD).inside();
  }

  private static Locator unread(Visitor visitor, String room) {
    return visitor.room(room).getByTestId("unread");
  }

  private static void markUnread(Visitor visitor, String text) {
    visitor.message(text).focus();
    visitor.message(text).press("u");
  }

  private static void setLevel(Visitor visitor, String level) {
    visitor.see("room-level").click();
    visitor.see("level-" + level).click();
    assertThat(visitor.see("room-level-dialog")).hasCount(0);
  }

  @Test
  void messagesMarkedAsUnreadStayUnreadOnAllDevicesUntilTheRoomIsEntered() {
    Visitor ada = register();
    Visitor other = signInElsewhere();
    other.goTo("Random");
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "first");
      bob.say("general", "second");
      bob.say("general", "third");
      ada.reads("third");
      assertThat(unread(other, "General")).hasCount(0);

      markUnread(ada, "second");
      assertThat(unread(ada, "General")).hasText("2");
      assertThat(unread(other, "General")).hasText("2");
      bob.say("general", "fourth");
      ada.reads("fourth");
      assertThat(unread(ada, "General")).hasText("3");
      assertThat(unread(other, "General")).hasText("3");

      ada.goTo("Random");
      assertThat(unread(ada, "General")).hasText("3");
      ada.goTo("General");
      assertThat(unread(ada, "General")).hasCount(0);
      assertThat(unread(other, "General")).hasCount(0);

      ada.message("first").hover();
      ada.message("first").getByTestId("unread-from-here").click();
      assertThat(unread(other, "General")).hasText("4");
      ada.write("an answer");
      assertThat(unread(other, "General")).hasCount(0);
    }
  }

  @Test
  void anotherDeviceThatLooksAtTheRoomDoesNotReadWhatIsMarkedAsUnread() {
    Visitor ada = register();
    Visitor other = signInElsewhere();
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "first");
      bob.say("general", "second");
      ada.reads("second");
      other.reads("second");
      markUnread(ada, "first");
      assertThat(unread(ada, "General")).hasText("2");
      assertThat(unread(other, "General")).hasText("2");
      bob.say("general", "third");
      other.reads("third");
      assertThat(unread(ada, "General")).hasText("3");
      assertThat(unread(other, "General")).hasText("3");
    }
  }

  @Test
  void theLevelOfARoomIsObeyedByBadgeAndTitleOnAllDevices() {
    Visitor ada = register();
    Visitor other = signInElsewhere();
    setLevel(ada, "mentions");
    assertThat(ada.see("room-level")).hasAttribute("title", "Notifications: Mentions only");
    assertThat(other.see("room-level")).hasAttribute("title", "Notifications: Mentions only");
    ada.goTo("Random");
    other.goTo("Random");
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "nothing for you");
      bob.say("general", "Hello, @Ada");
      assertThat(unread(ada, "General")).hasText("2");
      assertThat(unread(other, "General")).hasText("2");
      ada.waitsUntil("document.title.startsWith('(2)')");
      ada.goTo("General");
      ada.see("room-level").click();
      assertThat(ada.see("level-mentions")).hasAttribute("aria-pressed", "true");
      ada.show("room-level");
      ada.page().keyboard().press("Escape");
      setLevel(ada, "hour");
      assertThat(ada.see("room-level")).hasAttribute("title", "Notifications: Nothing");
      ada.see("room-level").click();
      assertThat(ada.see("level-hour")).hasAttribute("aria-pressed", "true");
      assertThat(ada.see("level-hour")).containsText("Until");
      ada.page().keyboard().press("Escape");
      ada.goTo("Random");
      bob.say("general", "And again, @Ada");
      try (Script carol = new Script(visitors.port(), "random")) {
        carol.say("random", "only to follow it");
      }
      ada.reads("only to follow it");
      assertThat(unread(ada, "General")).hasCount(0);
      assertThat(unread(other, "General")).hasCount(0);
      ada.waitsUntil("!document.title.startsWith('(')");
    }
  }

  @Test
  void aDraftIsTheSameOnAllDevicesUntilItIsSent() {
    Visitor ada = register();
    Visitor other = signInElsewhere();
    ada.write("begun here");
    assertThat(other.see("composer")).hasValue("begun here");
    other.goTo("Random");
    ada.write("begun here, and continued");
    other.goTo("General");
    assertThat(other.see("composer")).hasValue("begun here, and continued");
    other.see("composer").press("End");
    other.see("composer").press("Enter");
    ada.reads("begun here, and continued");
    ada.see("composer").blur();
    assertThat(ada.see("composer")).hasValue("");
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("");
  }

  @Test
  void aDraftOfAnotherDeviceDoesNotReplaceWhatIsBeingTyped() {
    Visitor ada = register();
    Visitor other = signInElsewhere();
    other.write("typed on the other device");
    assertThat(ada.see("composer")).hasValue("typed on the other device");
    ada.write("changed here");
    other.goTo("Random");
    other.goTo("General");
    other.write("typed on the other device again");
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "meanwhile");
      ada.reads("meanwhile");
      other.reads("meanwhile");
    }
    assertThat(ada.see("composer")).hasValue("changed here");
    ada.see("composer").blur();
    assertThat(ada.see("composer")).hasValue("typed on the other device again");
  }

  @Test
  void aDraftWrittenOfflineReachesTheOtherDevice() {
    Visitor ada = register();
    Visitor away = visitors.come("Ada", visitors.cable().address(), new NewContextOptions());
    away.signIn(PASSWORD).inside();
    visitors.loseNetwork(away);
    away.write("written on the train");
    visitors.findNetwork(away);
    assertThat(ada.see("composer")).hasValue("written on the train");
  }
}
