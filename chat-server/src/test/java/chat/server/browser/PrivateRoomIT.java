package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms that one enters by invitation alone. */
final class PrivateRoomIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aPrivateRoomIsSeenAndEnteredByInvitedPeopleAlone() {
    Visitor eve = visitors.enter("Eve");
    Visitor ada = visitors.enter("Ada");
    ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ada.see("new-room").click();
    ada.see("new-room-kind-private").check();
    assertThat(ada.see("new-room-name")).hasAttribute("placeholder", "e.g. Family");
    ada.see("new-room-name").fill("Book club");
    ada.show("new-private-room");
    ada.see("new-room-create").click();
    ada.isIn("Book club");
    ada.say("Only for us");
    ada.reads("Only for us");

    ada.see("invite").click();
    assertThat(ada.see("invites")).containsText("No active links");
    assertThat(ada.see("invite-make")).isFocused();
    ada.see("invite-make").press("Enter");
    assertThat(ada.see("invite-link")).isFocused();
    ada.see("invite-link-copy").click();
    assertThat(ada.page().getByText("Copied.")).isVisible();
    String link = (String) ada.page().evaluate("navigator.clipboard.readText()");
    assertTrue(link.startsWith(visitors.address() + "#invite="), link);
    assertTrue(link.endsWith("&room=Book+club"), "browsers send it to nobody: " + link);
    assertThat(ada.see("invite-item")).containsText("Your link");
    ada.show("invites");
    ada.page().keyboard().press("Escape");
    assertThat(ada.see("invite")).isFocused();

    Visitor bob = visitors.come("Bob", link, new NewContextOptions());
    assertThat(bob.page().getByText("You’re invited to “Book club”, a private room.")).isVisible();
    assertThat(bob.see("entry-go")).hasText("Accept invitation");
    bob.show("entry-invited-to-room");
    bob.enter().isIn("Book club");
    assertThat(bob.see("toast", "You’re now in Book club.")).isVisible();
    bob.reads("Only for us");
    String room = bob.room("Book club").getAttribute("data-room");
    assertThat(bob.page()).hasURL(visitors.address() + "?room=" + room);
    bob.page().reload();
    bob.inside().isIn("Book club");

    assertThat(eve.room("Book club")).hasCount(0);
    eve.open(link);
    eve.inside().isIn("Book club");
    eve.say("Here by the link");
    ada.reads("Here by the link");
  }

  @Test
  void aLinkThatWasTakenBackSaysSoThereAndInside() {
    Visitor ada = visitors.enter("Ada");
    String link = makeRoomAndLink(ada, "Book club");
    Visitor bob = visitors.come("Bob", link, new NewContextOptions()).enter();
    bob.isIn("Book club");
    bob.see("invite").click();
    assertThat(bob.see("invite-item")).containsText("Link by Ada");
    bob.see("invite-revoke").click();
    assertThat(bob.see("invites")).containsText("Only its creator");
    assertThat(bob.see("invite-item")).hasCount(1);

    ada.see("invite-revoke").click();
    assertThat(ada.see("invites")).containsText("Link revoked.");
    assertThat(ada.see("invite-item")).hasCount(0);
    String unnamed = link.substring(0, link.indexOf("&room="));
    Visitor late = visitors.come("Late", unnamed, new NewContextOptions());
    assertThat(late.page().getByText("You’re invited to a private room.")).isVisible();
    late.see("entry-name").fill("Late");
    late.see("entry-go").click();
    assertThat(late.fault("invite", "entry-error")).containsText("is no longer valid");
    assertThat(late.see("entry-name")).hasValue("Late");
    late.show("entry-invite-dead");
    late.see("entry-go").click();
    late.inside().isIn("General");
    late.open(link);
    late.inside().isIn("General");
    assertThat(late.see("toast", "is no longer valid")).isVisible();
    bob.page().keyboard().press("Escape");
    bob.say("Who has joined stays");
    ada.page().keyboard().press("Escape");
    ada.reads("Who has joined stays");
  }

  @Test
  void leavingIsAskedForSinceItTakesAnInvitationToComeBack() {
    Visitor ada = visitors.enter("Ada");
    makeRoomAndLink(ada, "Book club");
    ada.page().keyboard().press("Escape");

    ada.see("leave-room").click();
    assertThat(ada.page().getByText("you need a new invitation")).isVisible();
    ada.show("leave-private");
    ada.page().keyboard().press("Escape");
    ada.isIn("Book club");
    ada.see("leave-room").click();
    ada.see("leave-private").click();
    ada.isIn("General");
    assertThat(ada.room("Book club")).hasCount(0);
  }

  @Test
  void itAllFitsOnASmallPhoneInTheDark() {
    NewContextOptions small = Visitors.smallPhone().setColorScheme(ColorScheme.DARK);
    Visitor ada = visitors.come("Ada", visitors.address(), small);
    ada.see("entry-name").fill("Ada");
    ada.show("small-entry");
    ada.see("new-room").tap();
    ada.see("new-room-kind-private").check();
    ada.show("small-entry-create");
    ada.see("new-room-name").fill("A room with quite a long name");
    ada.see("new-room-create").tap();
    assertThat(ada.see("room-title")).hasText("A room with quite a long name");
    ada.show("small-private-room");
    ada.see("start-invite").tap();
    ada.see("invite-make").tap();
    assertThat(ada.see("invite-link")).isVisible();
    ada.show("small-invites");
    assertEquals(0, ada.overhang());
  }

  private static String makeRoomAndLink(Visitor visitor, String name) {
    visitor.see("new-room").click();
    visitor.see("new-room-kind-private").check();
    visitor.see("new-room-name").fill(name);
    visitor.see("new-room-create").click();
    visitor.isIn(name);
    visitor.see("invite").click();
    visitor.see("invite-make").click();
    return visitor.see("invite-link").inputValue();
  }
}
