package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts: registering, signing in and out, and what is one's own. */
final class AccountIT {
  private static final String PASSWORD = "a good deal of wood";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void whoeverRegistersOnTheFirstScreenSignsInAgainElsewhere() {
    Visitor ada = visitors.come("Ada");
    assertThat(ada.see("tab-guest")).hasAttribute("aria-selected", "true");
    ada.see("tab-register").click();
    assertThat(ada.see("register-name")).hasAttribute("autocomplete", "username");
    assertThat(ada.see("register-password")).hasAttribute("autocomplete", "new-password");
    ada.show("entry-register");
    ada.register(PASSWORD).inside().isIn("General");
    ada.see("rename").click();
    assertThat(ada.see("fold-password")).isVisible();

    Visitor elsewhere = visitors.come("Ada").isRefused();
    elsewhere.see("tab-signIn").click();
    assertThat(elsewhere.see("sign-in-password")).hasAttribute("autocomplete", "current-password");
    elsewhere.see("sign-in-name").fill("ada");
    elsewhere.see("sign-in-go").click();
    assertThat(elsewhere.see("sign-in-error")).hasText("Please fill this in.");
    elsewhere.see("sign-in-password").fill("not this one");
    elsewhere.see("sign-in-go").click();
    assertThat(elsewhere.see("sign-in-error")).hasText("Wrong name or password.");
    assertThat(elsewhere.see("sign-in-password")).isFocused();
    assertThat(elsewhere.see("sign-in-name")).hasValue("ada");
    elsewhere.show("entry-sign-in-wrong");
    elsewhere.see("sign-in-password").fill(PASSWORD);
    elsewhere.see("sign-in-password").press("Enter");
    elsewhere.inside();
    elsewhere.page().reload();
    elsewhere.inside().isIn("General");
  }

  @Test
  void whatIsWrongWithANameOrAPasswordStandsBesideIt() {
    visitors.enter("Bob");
    Visitor ada = visitors.come("Bob").isRefused();
    ada.see("tab-register").click();

    ada.see("register-name").fill("Bob");
    ada.see("register-password").fill("short");
    ada.see("register-go").click();
    assertThat(ada.fault("password", "register-error")).containsText("8–256 characters");
    assertThat(ada.see("register-password")).isFocused();
    ada.see("register-password").fill(PASSWORD);
    ada.see("register-go").click();
    assertThat(ada.fault("username", "register-error"))
        .containsText("This name, or one that looks like it, is taken");
    assertThat(ada.see("register-password")).hasValue(PASSWORD);
    assertThat(ada.see("register-name")).isFocused();
    ada.show("entry-register-wrong");
    ada.see("register-name").fill("Ada");
    ada.see("register-name").press("Enter");
    assertThat(ada.see("user-name")).hasText("Ada");
  }

  @Test
  void aGuestWhoRegistersKeepsRoomsAndConversations() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    bob.see("direct", "Ada").click();
    bob.isIn("Ada");
    bob.say("For you alone");
    assertThat(ada.room("Bob").getByTestId("unread")).hasText("1");

    ada.see("rename").click();
    assertThat(ada.page().getByText("keep your rooms and conversations")).isVisible();
    assertThat(ada.see("register-name")).hasValue("Ada");
    ada.show("account-guest");
    ada.see("register-password").fill(PASSWORD);
    ada.see("register-go").click();
    assertThat(ada.see("fold-password")).isVisible();
    ada.page().keyboard().press("Escape");
    assertThat(ada.see("rename")).isFocused();
    ada.isIn("Random");
    ada.goTo("Bob");
    ada.reads("For you alone");
    bob.goTo("General");
    assertThat(bob.see("direct", "Ada").getByTestId("member-kind")).hasCount(0);

    ada.page().reload();
    ada.inside().isIn("Bob");
    assertThat(ada.room("Random")).isVisible();
  }

  @Test
  void signingOutAndInComesBackToTheSameRoom() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    ada.register(PASSWORD).inside();
    ada.goTo("Tech Talk");

    ada.see("rename").click();
    ada.see("sign-out").click();
    assertThat(ada.page().getByText("You are signed out.")).isVisible();
    assertThat(ada.see("tab-guest")).hasAttribute("aria-selected", "true");
    assertNotEquals("Ada", ada.see("entry-name").inputValue(), "the name is the account's");
    assertThat(ada.see("entry-go")).hasText("Enter Tech Talk");
    ada.show("entry-signed-out");
    ada.page().reload();
    ada.signIn(PASSWORD).inside().isIn("Tech Talk");
  }

  @Test
  void anotherPasswordSignsOutTheOthersWithAWordAndKeepsWhatTheyWrote() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    ada.register(PASSWORD).inside();
    Visitor elsewhere = visitors.come("Ada");
    elsewhere.signIn(PASSWORD).inside();
    elsewhere.write("Half a thou");

    ada.isRefused();
    ada.see("rename").click();
    ada.see("fold-password").click();
    ada.see("password-now").fill("not this one");
    ada.see("password-new").fill("another deal of wood");
    ada.see("password-save").click();
    assertThat(ada.fault("password", "password-error")).hasText("Wrong password.");
    ada.show("account-password");
    ada.see("password-now").fill(PASSWORD);
    ada.see("password-save").click();
    assertThat(ada.see("done", "Password changed")).isVisible();

    assertThat(elsewhere.page().getByText("Ada was signed out")).isVisible();
    assertThat(elsewhere.see("sign-in-name")).hasValue("Ada");
    elsewhere.show("entry-ended");
    elsewhere.signIn("another deal of wood").inside().isIn("General");
    assertThat(elsewhere.see("composer")).hasValue("Half a thou");
  }

  @Test
  void deletingTheAccountSaysWhatStaysAndTakesThePassword() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    ada.register(PASSWORD).inside();
    ada.say("I was here");
    bob.reads("I was here");

    ada.isRefused();
    ada.see("rename").click();
    ada.see("fold-delete").click();
    assertThat(ada.page().getByText("Your messages stay under the name")).isVisible();
    ada.see("delete-password").fill("not this one");
    ada.see("delete-go").click();
    assertThat(ada.fault("password", "delete-error")).hasText("Wrong password.");
    ada.show("account-delete");
    ada.see("delete-password").fill(PASSWORD);
    ada.see("delete-go").click();
    assertThat(ada.page().getByText("Your account has been deleted.")).isVisible();
    bob.reads("I was here");
    ada.see("tab-signIn").click();
    ada.see("sign-in-name").fill("Ada");
    ada.see("sign-in-password").fill(PASSWORD);
    ada.see("sign-in-go").click();
    assertThat(ada.see("sign-in-error")).isVisible();
  }

  @Test
  void aGuestWhoSignsInBecomesTheAccountInEveryTab() {
    Visitor registered = visitors.come("Ada");
    registered.see("tab-register").click();
    registered.register(PASSWORD).inside();

    Visitor guest = visitors.enter("Guesting");
    Page first = guest.openTab(visitors.address());
    guest.inside();
    guest.see("rename").click();
    guest.see("fold-sign-in").click();
    guest.see("sign-in-name").fill("Ada");
    guest.see("sign-in-password").fill(PASSWORD);
    guest.see("sign-in-go").click();
    assertThat(guest.see("user-name")).hasText("Ada");
    guest.turnTo(first);
    assertThat(guest.see("user-name")).hasText("Ada");
    guest.say("In both tabs");
    guest.reads("In both tabs");
  }

  @Test
  void aTabAtTheFirstScreenFollowsTheOneThatSignsIn() {
    Visitor registered = visitors.come("Ada");
    registered.see("tab-register").click();
    registered.register(PASSWORD).inside();

    Visitor ada = visitors.come("Ada");
    Page first = ada.openTab(visitors.address());
    ada.signIn(PASSWORD).inside();
    ada.turnTo(first);
    ada.inside().say("In both tabs");
    ada.reads("In both tabs");
  }

  @Test
  void theWaysInGoByKeyboard() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-guest").focus();
    ada.page().keyboard().press("ArrowRight");
    assertThat(ada.see("tab-signIn")).isFocused();
    assertThat(ada.see("sign-in-name")).isVisible();
    ada.page().keyboard().press("End");
    assertThat(ada.see("tab-register")).isFocused();
    ada.page().keyboard().press("Tab");
    assertThat(ada.see("register-name")).isFocused();
    ada.see("register-password").fill("secret words");
    Locator show = ada.page().getByTitle("Show password").last();
    show.click();
    assertThat(ada.see("register-password")).hasAttribute("type", "text");
    assertThat(show).hasAttribute("aria-pressed", Pattern.compile("true"));
    assertEquals("secret words", ada.see("register-password").inputValue());
  }
}
