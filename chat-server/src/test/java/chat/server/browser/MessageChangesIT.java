package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages are edited, deleted, pinned and reacted to, by one user and seen by another. */
final class MessageChangesIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  private static Locator act(Visitor visitor, String text, String act) {
    Locator message = visitor.message(text);
    message.hover();
    message.getByTestId("message-more").click();
    return visitor.see(act);
  }

  private static Locator editor(Visitor visitor) {
    return visitor.see("edit-input");
  }

  @Test
  void anEditIsMadeInPlaceAndSeenByAllWithItsVersions() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Tea at five");
    bob.reads("Tea at five");
    act(ada, "Tea at five", "edit-message").click();
    assertThat(editor(ada)).isFocused();
    assertThat(editor(ada)).hasValue("Tea at five");
    bob.say("Meanwhile");
    ada.reads("Meanwhile");
    assertThat(editor(ada)).isFocused();
    ada.show("edit-in-place");
    editor(ada).fill("Tea at four");
    editor(ada).press("Enter");

    bob.reads("Tea at four");
    ada.reads("Tea at four");
    assertThat(editor(ada)).hasCount(0);
    bob.message("Tea at four").getByTestId("edited").click();
    assertThat(bob.see("versions").locator(".version")).hasCount(2);
    assertThat(bob.see("versions").locator(".version").last()).containsText("Tea at five");
    bob.show("versions");
    bob.page().keyboard().press("Escape");
    bob.page().reload();
    bob.reads("Tea at four");
  }

  @Test
  void theKeyboardEditsRepliesAndReacts() {
    Visitor ada = visitors.enter("Ada");
    ada.say("First");
    ada.say("Second");
    ada.reads("Second");
    ada.see("composer").press("ArrowUp");
    assertThat(editor(ada)).hasValue("Second");
    editor(ada).press("Escape");
    assertThat(editor(ada)).hasCount(0);
    assertThat(ada.message("Second")).isFocused();
    ada.message("First").focus();
    ada.page().keyboard().press("e");
    assertThat(editor(ada)).hasValue("First");
    editor(ada).fill("First, changed");
    editor(ada).press("Escape");
    ada.see("discard-edit").click();
    assertThat(editor(ada)).hasCount(0);
    ada.reads("First");
    ada.message("First").focus();
    ada.page().keyboard().press("+");
    ada.see("pick-emoji").first().press("Enter");
    assertThat(ada.message("First").getByTestId("reaction")).containsText("👍1");
    assertThat(ada.message("First")).isFocused();
  }

  @Test
  void aDeletionCanBeTakenBackAndLeavesATombstone() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("A mistake");
    bob.reads("A mistake");
    act(ada, "A mistake", "delete-message").click();
    ada.see("undoDelete").click();
    ada.reads("A mistake");
    act(ada, "A mistake", "delete-message").click();
    assertThat(ada.see("message-text")).hasText("Message deleted");
    ada.page().reload(); // the deletion goes out all the same

    assertThat(bob.see("message-text")).hasText("Message deleted");
    bob.show("tombstone");
    assertThat(bob.see("message-more")).isHidden();
    bob.page().reload();
    assertThat(bob.see("message-text")).hasText("Message deleted");
  }

  @Test
  void reactionsCountEachUserOnceAndSurviveAReload() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Shall we?");
    bob.message("Shall we?").hover();
    bob.message("Shall we?").getByTestId("react").click();
    bob.see("pick-emoji").first().click();
    Locator reaction = ada.message("Shall we?").getByTestId("reaction");
    assertThat(reaction).containsText("👍1");
    assertThat(reaction).containsText("Bob");
    assertThat(reaction).hasAttribute("aria-pressed", "false");
    reaction.click();
    assertThat(reaction).containsText("👍2");
    assertThat(reaction).hasAttribute("aria-pressed", "true");
    assertThat(bob.message("Shall we?").getByTestId("reaction")).containsText("👍2");
    ada.show("reactions");
    bob.page().reload();
    Locator reloaded = bob.message("Shall we?").getByTestId("reaction");
    assertThat(reloaded).containsText("👍2");
    reloaded.click();
    assertThat(reaction).containsText("👍1");
    reaction.click();
    assertThat(reaction).hasCount(0);
  }

  private static Locator quick(Visitor visitor, String text) {
    return visitor.message(text).getByTestId("quick-reaction");
  }

  @Test
  void theBarOffersThreeReactionsAtOnce() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    bob.say("Shall we?");
    ada.reads("Shall we?").hover();
    assertThat(quick(ada, "Shall we?")).hasText(new String[] {"👍", "❤️", "😂"});
    quick(ada, "Shall we?").nth(1).click();
    Locator reaction = bob.message("Shall we?").getByTestId("reaction");
    assertThat(reaction).containsText("❤️1");
    assertThat(quick(ada, "Shall we?").nth(1)).hasAttribute("aria-pressed", "true");
    ada.message("Shall we?").hover();
    ada.show("quick-reactions");
    quick(ada, "Shall we?").nth(1).click();
    assertThat(reaction).hasCount(0);
    assertThat(quick(ada, "Shall we?").nth(1)).hasAttribute("aria-pressed", "false");

    // What one uses comes first, and an own message that waits is offered the same.
    visitors.loseNetwork(ada);
    ada.say("Later");
    ada.message("Later").hover();
    assertThat(quick(ada, "Later")).hasText(new String[] {"❤️", "👍", "😂"});
    quick(ada, "Later").last().click();
    assertThat(quick(ada, "Later").last()).hasAttribute("aria-pressed", "true");
    visitors.findNetwork(ada);
    assertThat(bob.reads("Later").getByTestId("reaction")).containsText("😂1");
  }

  @Test
  void theBarIsWalkedWithoutAPointer() {
    Visitor ada = visitors.enter("Ada");
    ada.say("First");
    ada.reads("First").focus();
    Keyboard keys = ada.page().keyboard();
    keys.press("ArrowRight");
    assertThat(quick(ada, "First").first()).isFocused();
    assertThat(quick(ada, "First").first()).hasAccessibleName("React with 👍");
    keys.press("Enter");
    assertThat(ada.message("First").getByTestId("reaction")).containsText("👍1");
    assertThat(quick(ada, "First").first()).isFocused();
    keys.press("ArrowLeft");
    assertThat(ada.message("First").getByTestId("message-more")).isFocused();
    keys.press("ArrowRight");
    keys.press("ArrowRight");
    assertThat(quick(ada, "First").nth(1)).isFocused();
    Axe.findsNothing(ada.page(), "the bar of a message");
    keys.press("Escape");
    assertThat(ada.message("First")).isFocused();
  }

  @Test
  void aSmallPhoneReactsByTwoTaps() {
    NewContextOptions phone = Visitors.smallPhone().setLocale("de");
    Visitor ada = visitors.come("Ada", visitors.address(), phone).enter();
    ada.write("By phone");
    ada.see("send").tap();
    ada.reads("By phone").getByTestId("message-text").tap();
    assertThat(quick(ada, "By phone").first()).hasAccessibleName("Mit 👍 reagieren");
    ada.show("quick-reactions-phone");
    assertEquals(0, ada.overhang());
    for (Locator button : ada.message("By phone").locator(".actions button:visible").all()) {
      assertThat(button).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    }
    quick(ada, "By phone").first().tap();
    assertThat(ada.message("By phone").getByTestId("reaction")).containsText("👍1");
    assertThat(ada.page().locator(".actions:visible")).hasCount(0);
  }

  @Test
  void pinsAreListedAndLeadToTheirMessages() {
    Visitor ada = visitors.enter("Ada");
    RoomEditing.createRoom(ada, "Garden club");
    ada.say("The rules");
    ada.reads("The rules");
    act(ada, "The rules", "pin-message").click();
    assertThat(ada.message("The rules").getByTestId("pinned")).isVisible();
    ada.see("open-pins").click();
    ada.show("pins");
    ada.see("pin", "The rules").click();
    assertThat(ada.message("The rules")).isFocused();
    act(ada, "The rules", "pin-message").click();
    assertThat(ada.message("The rules").getByTestId("pinned")).isHidden();
  }

  @Test
  void whatIsChangedOfflineWaitsAndGoesOutOnceInOrder() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Draft");
    bob.reads("Draft");
    visitors.loseNetwork(ada);
    act(ada, "Draft", "edit-message").click();
    editor(ada).fill("Final");
    editor(ada).press("Enter");
    ada.message("Final").hover();
    ada.message("Final").getByTestId("react").click();
    ada.see("pick-emoji").first().click();
    assertThat(ada.message("Final").getByTestId("reaction")).containsText("👍1");
    assertThat(bob.message("Final")).hasCount(0);
    visitors.findNetwork(ada);

    bob.reads("Final");
    assertThat(bob.message("Final").getByTestId("reaction")).containsText("👍1");
    assertThat(ada.message("Final").getByTestId("edited")).hasText("edited");
  }

  @Test
  void anEditOfTwoDevicesIsAConflictThatLosesNothing() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.say("Draft");
    ada.reads("Draft");
    Page first = ada.openTab(ada.page().url());
    ada.inside();
    Page second = ada.page();
    ada.reads("Draft");
    ada.turnTo(first);
    act(ada, "Draft", "edit-message").click();
    editor(ada).fill("Mine");
    ada.turnTo(second);
    act(ada, "Draft", "edit-message").click();
    editor(ada).fill("Theirs");
    editor(ada).press("Enter");
    ada.reads("Theirs");
    ada.turnTo(first);
    assertThat(ada.see("edit-newer")).containsText("Theirs");
    assertThat(editor(ada)).hasValue("Mine");
    ada.show("edit-newer");
    editor(ada).press("Enter");
    assertThat(ada.page().getByText("the message was edited elsewhere")).isVisible();
    ada.show("edit-conflict");
    ada.see("saveAnyway").click();
    ada.reads("Mine");
    assertThat(ada.see("saveAnyway")).hasCount(0);
  }

  @Test
  void anEditThatWasBegunIsThereAfterAReload() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Draft");
    ada.reads("Draft");
    act(ada, "Draft", "edit-message").click();
    editor(ada).fill("Half a sent");
    ada.page().reload();
    assertThat(editor(ada)).hasValue("Half a sent");
    editor(ada).press("Enter");
    ada.reads("Half a sent");
  }

  @Test
  void aLinkToAMessageOpensItsRoomThere() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Here");
    ada.reads("Here");
    ada.open(visitors.address() + "#/general/1");
    ada.inside();
    assertThat(ada.message("Here")).isFocused();
    assertEquals(0, ada.overhang());
  }

  @Test
  void aPhoneOffersTheSameByTouch() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address()).enter();
    ada.write("By phone");
    ada.see("send").tap();
    ada.reads("By phone").tap();
    ada.message("By phone").getByTestId("message-more").tap();
    ada.show("message-menu-phone");
    ada.see("edit-message").tap();
    ada.show("edit-phone");
    editor(ada).fill("By my phone");
    ada.see("edit-save").tap();
    ada.reads("By my phone");
  }

  @Test
  void theDarkHasEnoughContrast() {
    Visitor ada =
        visitors
            .come(
                "Ada", visitors.address(), new NewContextOptions().setColorScheme(ColorScheme.DARK))
            .enter();
    ada.say("In the dark");
    ada.reads("In the dark");
    act(ada, "In the dark", "edit-message").click();
    editor(ada).fill("In the night");
    editor(ada).press("Enter");
    ada.message("In the night").hover();
    ada.message("In the night").getByTestId("react").click();
    ada.show("reaction-picker-dark");
    ada.see("pick-emoji").first().click();
    assertThat(ada.message("In the night").getByTestId("reaction")).containsText("👍1");
    ada.message("In the night").hover();
    ada.show("message-changes-dark");
  }

  @Test
  void aReactionToAnUnsentMessageWaitsForIt() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    visitors.loseNetwork(ada);
    ada.say("Withdrawn");
    reactTo(ada, "Withdrawn");
    ada.say("Later");
    reactTo(ada, "Later");
    ada.page().getByTestId("withdraw").first().click();
    assertThat(ada.message("Withdrawn")).hasCount(0);
    ada.page().reload();
    assertThat(ada.message("Later").getByTestId("reaction")).containsText("👍1");

    visitors.findNetwork(ada);
    assertThat(bob.reads("Later").getByTestId("reaction")).containsText("👍1");
    assertThat(ada.reads("Later").getByTestId("reaction")).containsText("👍1");
    assertThat(bob.message("Withdrawn")).hasCount(0);
    ada.message("Later").getByTestId("reaction").click();
    assertThat(bob.message("Later").getByTestId("reaction")).hasCount(0);
  }

  private static void reactTo(Visitor visitor, String text) {
    visitor.message(text).hover();
    visitor.message(text).getByTestId("react").click();
    visitor.see("pick-emoji").first().click();
    assertThat(visitor.message(text).getByTestId("reaction")).containsText("👍1");
  }
}
