package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RoomsIT {
  @RegisterExtension
  final Visitors visitors =
      new Visitors().with("PRESENCE_GRACE", "0s").with("CODE_ROOM_GRACE", "0s");

  @Test
  void aPublicRoomAppearsInEverybodysListAndCounts() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");

    create(ada, "public", "Garden club");
    ada.isIn("Garden club");
    assertThat(ada.see("composer")).isFocused();
    bob.goTo("Garden club");
    assertThat(ada.see("member", "Bob")).isVisible();
    assertThat(ada.room("Garden club").locator(".count")).hasText("2");
    ada.say("Peas");
    bob.reads("Peas");
  }

  @Test
  void aRoomNameThatIsTakenIsToldBesideItsField() {
    Visitor ada = visitors.enter("Ada");

    create(ada, "public", "general");
    assertThat(ada.see("form-error")).isVisible();
    assertThat(ada.see("new-room-name")).hasValue("general");
    ada.see("new-room-name").fill("Generals");
    ada.see("new-room-create").click();
    ada.isIn("Generals");
  }

  @Test
  void aClickInTheSwitcherCountsThoughMoreIsFoundMeanwhile() {
    Visitor ada = visitors.enter("Ada");
    ada.page().keyboard().press("Control+k");
    ada.page().keyboard().type("rand");
    assertThat(ada.see("switch-option")).hasText("Random");
    ada.see("switch-option").hover();
    ada.page().mouse().down();
    ada.page().locator(".switch-input").dispatchEvent("input"); // shows what is found again
    ada.page().mouse().up();
    ada.isIn("Random");
  }

  /** A code room: another one of the same name could be created. */
  @Test
  void aFormThatIsSubmittedTwiceAtOnceCreatesOneRoom() {
    Visitor ada = visitors.enter("Ada");
    ada.see("new-room").click();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Secret garden");
    ada.see("new-room-create")
        .evaluate("button => { button.form.requestSubmit(); button.form.requestSubmit(); }");
    ada.isIn("Secret garden");
    ada.say("Peas");
    ada.reads("Peas");
    assertThat(ada.room("Secret garden")).hasCount(1);
  }

  @Test
  void aCodeRoomIsJoinedByItsCodeInAnyCaseAndByItsLink() {
    Visitor ada = visitors.enter("Ada");
    create(ada, "code", "Secret garden");
    ada.isIn("Secret garden");
    String code = ada.see("room-code").innerText();
    ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ada.see("share").click();
    assertThat(ada.see("toast", "Link copied.")).isVisible();
    String link = (String) ada.page().evaluate("navigator.clipboard.readText()");
    assertEquals(visitors.address() + "#code=" + code, link);

    Visitor bob = visitors.come("Bob");
    bob.see("entry-name").fill("Bob");
    bob.see("entry-code").fill(" " + code.toLowerCase(Locale.ROOT) + " ");
    bob.see("entry-join-code").click();
    bob.inside().isIn("Secret garden");
    assertThat(bob.see("room-code")).hasText(code);

    Visitor eve = visitors.come("Eve", link, new NewContextOptions());
    assertThat(eve.see("entry-code")).hasValue(code);
    eve.enter().isIn("Secret garden");
    eve.say("Here by the link");
    ada.reads("Here by the link");
    bob.reads("Here by the link");
  }

  /** Over plain HTTP pages have no clipboard. */
  @Test
  void whereNothingCanBeCopiedTheLinkIsShownToTakeAlong() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript("delete Navigator.prototype.clipboard");
    ada.open(visitors.address());
    ada.enter();
    create(ada, "code", "Secret garden");
    ada.isIn("Secret garden");
    ada.see("share").click();
    assertThat(ada.see("room-link"))
        .hasValue(visitors.address() + "#code=" + ada.see("room-code").innerText());
    assertThat(ada.see("room-link")).isFocused();
    ada.show("room-link");
    ada.see("room-link-copy").click();
    assertThat(ada.page().getByText("Copied.")).isVisible();
    ada.page().keyboard().press("Escape");
    assertThat(ada.see("room-link")).hasCount(0);
  }

  @Test
  void aRoomCanBeCreatedOnTheFirstScreen() {
    Visitor ada = visitors.come("Ada");

    ada.see("entry-name").fill("Ada");
    create(ada, "code", "");
    ada.inside();
    assertThat(ada.see("room-code")).hasText(Pattern.compile("[A-Z0-9]{6,}"));
    assertThat(ada.see("room-title")).hasText("Room " + ada.see("room-code").innerText());
  }

  @Test
  void aWrongCodeIsToldBesideItsFieldThereAndInside() {
    Visitor ada = visitors.come("Ada");
    ada.see("entry-name").fill("Ada");
    ada.see("entry-code").fill("WRONG1");
    ada.see("entry-join-code").click();
    assertThat(ada.page().locator("[data-field=code]").getByTestId("entry-error")).isVisible();
    assertThat(ada.see("entry-code")).hasValue("WRONG1");
    assertThat(ada.see("entry-name")).hasValue("Ada");

    ada.see("entry-go").click();
    ada.inside();
    ada.see("join-code").click();
    ada.see("join-code-input").fill("WRONG2");
    ada.see("join-code-go").click();
    assertThat(ada.see("form-error")).isVisible();
    assertThat(ada.see("join-code-input")).hasValue("WRONG2");
  }

  @Test
  void whatIsUnreadIsCountedInTheListAndTheTitleUntilItIsRead() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Random");

    ada.say("One");
    ada.say("Two");
    assertThat(bob.room("General").getByTestId("unread")).hasText("2");
    assertThat(bob.page()).hasTitle(Pattern.compile("^\\(2\\) Random"));
    bob.page().reload();
    assertThat(bob.room("General").getByTestId("unread")).hasText("2");

    bob.goTo("General");
    assertThat(bob.room("General").getByTestId("unread")).hasCount(0);
    assertThat(bob.page()).hasTitle(Pattern.compile("^General"));
    assertThat(bob.page().locator(".row-line")).isVisible();
  }

  @Test
  void whoeverLeavesCanComeBackAtOnce() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");

    ada.see("leave-room").click();
    ada.isIn("General");
    ada.see("toast", "You left Random.").locator("button").click();
    ada.isIn("Random");
    ada.say("Here again");
    ada.reads("Here again");
  }

  @Test
  void whoeverLeavesTheLastRoomIsToldWhatToDo() {
    Visitor ada = visitors.enter("Ada");

    ada.see("leave-room").click();
    assertThat(ada.see("room-title")).hasText("No room open");
    assertThat(ada.see("composer")).isHidden();
    ada.see("no-room-create").click();
    ada.page().keyboard().press("Escape");
    ada.goTo("General");
    assertThat(ada.see("no-room")).isHidden();
    ada.say("Back");
    ada.reads("Back");
  }

  @Test
  void escapeEndsADialogThatIsOnItsWay() {
    Visitor ada = visitors.enter("Ada");
    List<Route> held = new CopyOnWriteArrayList<>();
    ada.context().route("**/room-dialogs.js", held::add);
    ada.page().waitForRequest("**/room-dialogs.js", () -> ada.see("new-room").click());
    ada.page().keyboard().press("Escape");
    held.forEach(Route::resume);
    ada.page().evaluate("import('/js/features/rooms/room-dialogs.js').then(() => {})");
    assertThat(ada.page().locator("dialog[open]")).hasCount(0);
    ada.see("new-room").click();
    assertThat(ada.page().locator("dialog[open]")).hasCount(1);
  }

  @Test
  void twoTabsOfOnePersonAgree() {
    Visitor ada = visitors.enter("Ada");
    Page first = ada.openTab(visitors.address());
    ada.inside();
    create(ada, "public", "Garden club");
    ada.isIn("Garden club");
    ada.goTo("Random");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Garden club");

    Page second = ada.page();
    ada.turnTo(first);
    ada.isIn("General");
    bob.say("For both tabs");
    assertThat(ada.room("Garden club").getByTestId("unread")).hasText("1");
    ada.turnTo(second);
    assertThat(ada.room("Garden club").getByTestId("unread")).hasText("1");
    ada.goTo("Garden club");
    ada.reads("For both tabs");
    ada.turnTo(first);
    assertThat(ada.room("Garden club").getByTestId("unread")).hasCount(0);

    ada.goTo("Garden club");
    ada.reads("For both tabs");
    ada.see("leave-room").click();
    ada.turnTo(second);
    ada.isIn("General");
  }

  private static void create(Visitor visitor, String kind, String name) {
    visitor.see("new-room").click();
    visitor.see("new-room-kind-" + kind).check();
    visitor.see("new-room-name").fill(name);
    visitor.see("new-room-create").click();
  }
}
