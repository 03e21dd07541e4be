package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state that a person meets, on every kind of device and in both colours: nothing hinders
 * anybody there, nothing sticks out, and there is a picture of it in target/screenshots to look at.
 */
final class GalleryIT {
  /** What is wider than its place: nothing is to be read by scrolling sideways. */
  private static final String OVERHANG =
      """
      [...document.querySelectorAll("*")]
        .filter((node) => node.scrollWidth > node.clientWidth + 1)
        .filter((node) => node === document.documentElement
          || ["auto", "scroll"].includes(getComputedStyle(node).overflowX))
        .map((node) => node.className || node.localName)
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  private Look look;
  private Visitor ada;

  @ParameterizedTest
  @EnumSource
  void theFirstScreen(Look device) {
    come(device);
    show("entry");
    ada.see("entry-code").fill("NOSUCH");
    ada.see("entry-join-code").click();
    assertThat(ada.see("entry-error")).isVisible();
    ada.see("new-room").click();
    show("entry-error");
    ada.see("language").selectOption("de");
    assertThat(ada.see("entry-go")).hasText("Zum Chat");
    show("entry-german");
    ada.see("language").selectOption("en");
    ada.see("tab-signIn").click();
    assertThat(ada.see("sign-in-name")).isVisible();
    show("entry-sign-in");
    ada.see("tab-register").click();
    assertThat(ada.see("register-password")).isVisible();
    show("entry-register");
  }

  @ParameterizedTest
  @EnumSource
  void roomsThatAreEmptyAndTheDialogs(Look device) {
    come(device).enter();
    assertThat(ada.page().getByText("This is where General begins")).isVisible();
    show("empty");
    ada.page().keyboard().press("Control+k");
    assertThat(ada.see("switch-option").first()).isVisible();
    show("switcher");
    ada.page().keyboard().press("Escape");
    ada.see("message-list").focus();
    ada.page().keyboard().press("?");
    assertThat(ada.page().locator("dialog[open] h2"))
        .hasText(device.isTouch() ? "Tips" : "Keyboard shortcuts");
    show("help");
    ada.page().keyboard().press("Escape");
    for (String dialog : new String[] {"settings", "rename", "join-code"}) {
      openRooms();
      ada.see(dialog).click();
      assertThat(ada.page().locator("dialog[open]")).isVisible();
      show(dialog);
      if (dialog.equals("rename")) {
        ada.see("tab-devices").click();
        assertThat(ada.see("session").first()).isVisible();
        show("devices");
      }
      ada.page().keyboard().press("Escape");
    }
    openRooms();
    ada.see("new-room").click();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Surprise party");
    show("new-room");
    ada.see("new-room-create").click();
    assertThat(ada.see("room-title")).hasText("Surprise party");
    show("code-room");
    ada.see("leave-room").click();
    assertThat(ada.see("room-title")).hasText("General");
    openRooms();
    ada.see("new-room").click();
    ada.see("new-room-kind-private").check();
    ada.see("new-room-name").fill("Board");
    ada.see("new-room-create").click();
    assertThat(ada.see("room-title")).hasText("Board");
    show("private-room");
    ada.see("invite").first().click();
    ada.see("invite-make").click();
    assertThat(ada.see("invite-link")).isVisible();
    show("invites");
    ada.page().keyboard().press("Escape");
    openRooms();
    ada.room("General").click();
    assertThat(ada.see("room-title")).hasText("General");
    ada.see("leave-room").click();
    assertThat(ada.see("room-title")).hasText("Board");
    ada.see("leave-room").click();
    ada.see("leave-private").click();
    assertThat(ada.see("no-room")).isVisible();
    show("no-room");
  }

  @ParameterizedTest
  @EnumSource
  void aBusyRoomAndWhatIsWrittenThere(Look device) {
    try (Script bob = new Script(visitors.port(), "general").named("Bob");
        Script grace = new Script(visitors.port(), "general").named("Grace");
        Script alan =
            new Script(visitors.port(), "general").named("Alan-Mathison-Turing-of-Maida")) {
      come(device).enter();
      talk(bob, grace, alan);
      ada.reads("Shall we meet");
      answer(
          "Shall we meet", "Yes, at ten. See https://example.org/calendar?day=monday&room=general");
      ada.reads("Yes, at ten");
      bob.say("general", "@Ada a word with you, in private");
      grace.typing("general");
      assertThat(ada.see("typing")).hasText("Grace is typing…");
      show("busy");
      message("Did you see").hover();
      show("busy-hover");
      ada.page().mouse().move(0, 0);
      ada.page().keyboard().press("Control+Shift+F");
      ada.see("search-query").fill("monday");
      assertThat(ada.see("hit").first()).isVisible();
      show("search");
      ada.page().keyboard().press("Escape");
      ada.see("composer").fill("Hello @");
      assertThat(ada.see("mention-option").first()).isVisible();
      show("mention");
      ada.write("@Bob psst");
      assertThat(ada.see("private-hint")).isVisible();
      show("whisper");
      ada.write("x".repeat(4_010));
      show("too-long");
      ada.write("@Nobody are you there?");
      ada.see("send").click();
      assertThat(ada.see("retry")).isVisible();
      show("refused");
      if (look.isNarrow()) {
        openRooms();
        show("rooms");
        ada.page().keyboard().press("Escape");
      }
      if (look.hidesPeople()) {
        ada.see("open-members").click();
        assertThat(ada.see("member-list")).isInViewport();
        show("people");
        ada.page().keyboard().press("Escape");
      }
      openRooms();
      ada.room("Bob").click();
      assertThat(ada.see("room-title")).hasText("Bob");
      ada.write("Of course. What is it?");
      ada.see("send").click();
      ada.reads("Of course");
      show("private");
      grace.say("general", "Monday suits me.");
      bob.say(
          "general", "Then it is settled. I bring the cake, and whoever wants to bring more may.");
      openRooms();
      ada.room("General").click();
      assertThat(ada.see("room-title")).hasText("General");
      assertThat(ada.page().locator(".row-line")).isVisible();
      show("unread");
      ada.page().locator(".message").first().scrollIntoViewIfNeeded();
      alan.say("general", "One more thing");
      assertThat(ada.see("new-messages-button")).isVisible();
      show("new-messages");
      ada.see("new-messages-button").click();
      ada.losesConnection();
      visitors.stopServer();
      ada.write("Is anybody there?");
      ada.see("send").click();
      assertThat(ada.see("banner")).isVisible();
      show("offline");
    }
  }

  private Visitor come(Look device) {
    look = device;
    ada = visitors.come("Ada", visitors.address(), device.device());
    assertThat(ada.see("entry-go")).isVisible();
    return ada;
  }

  private void show(String state) {
    String title = look + "-" + state;
    ada.photograph(title);
    assertEquals(List.of(), ada.page().evaluate(OVERHANG), title);
    if (look.isForAxe()) {
      Axe.findsNothing(ada.page(), title);
    }
  }

  private void openRooms() {
    if (look.isNarrow()) {
      ada.see("open-rooms").click();
    }
    assertThat(ada.see("room-list")).isInViewport();
  }

  private Locator message(String text) {
    return ada.message(text);
  }

  private void answer(String question, String text) {
    Locator asked = ada.reads(question);
    asked.getByTestId("message-text").click();
    asked.hover();
    asked.getByTestId("reply").click();
    ada.write(text);
    ada.see("send").click();
  }

  private static void talk(Script bob, Script grace, Script alan) {
    bob.say("general", "Good morning, everybody!");
    bob.say("general", "Did you see `Selector.select()` in the new build, @Ada?");
    bob.say(
        "general",
        "```java\nfor (SelectionKey key : selector.selectedKeys()) {\n  accept(key); // never blocks\n}\n```");
    grace.say("general", "👍");
    grace.say(
        "general",
        "It is a long story, and it begins with the harbour: all night long the ships had been"
            + " waiting outside, their lamps like a second row of stars, and nobody in the town"
            + " could say who had called them, or when they would be let in.");
    alan.say("general", "averyveryverylongwordwithoutanyplacetobreakit".repeat(4));
    grace.say("general", "שלום לכולם, מה שלומכם היום?");
    bob.say("general", "Shall we meet on Monday, @Grace @Ada?");
  }
}
