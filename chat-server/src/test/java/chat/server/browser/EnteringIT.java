package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EnteringIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aNameIsProposedAndOneClickLeadsIn() {
    Visitor ada = visitors.come("Ada");

    assertThat(ada.see("entry-name")).hasValue(Pattern.compile("[A-Za-z]{4,}\\d\\d"));
    String proposed = ada.see("entry-name").inputValue();
    ada.see("entry-go").click();
    assertThat(ada.see("user-name")).hasText(proposed);
    ada.isIn("General");
  }

  @Test
  void aLinkMayProposeANameAndARoom() {
    String link = visitors.address() + "?username=Ada&room=tech-talk";
    Visitor ada = visitors.come("Ada", link, new NewContextOptions());

    assertThat(ada.see("entry-name")).hasValue("Ada");
    assertThat(ada.see("entry-go")).hasText("Enter Tech Talk");
    ada.see("entry-go").click();
    ada.inside().isIn("Tech Talk");
  }

  @Test
  void aLinkDoesNotRenameSomebodyWhoIsHere() {
    Visitor ada = visitors.enter("Ada");

    ada.open(visitors.address() + "?username=Eve&room=random");
    ada.inside().isIn("Random");
    assertThat(ada.see("toast", "You are here as Ada.")).isVisible();
  }

  @Test
  void aNameThatIsTakenIsToldBesideItsFieldAndStaysThere() {
    visitors.enter("Ada");
    Visitor other = visitors.come("ada");

    other.see("entry-name").fill("ada");
    other.see("entry-go").click();
    assertThat(other.page().locator("[data-field=name]").getByTestId("entry-error")).isVisible();
    assertThat(other.see("entry-name")).hasValue("ada");
    assertThat(other.see("entry-name")).isFocused();
    assertThat(other.see("entry-name")).hasAttribute("aria-invalid", "true");

    other.see("entry-name").fill("Grace");
    other.see("entry-name").press("Enter");
    assertThat(other.see("user-name")).hasText("Grace");
  }

  @Test
  void aRoomThatDoesNotExistIsToldAndTheRestOfTheWayIsOpen() {
    String link = visitors.address() + "?room=nowhere";
    Visitor ada = visitors.come("Ada", link, new NewContextOptions());

    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").click();
    assertThat(ada.see("entry-error")).isVisible();
    ada.enter().isIn("General");
  }

  @Test
  void aChatThatDoesNotArriveIsToldAndTriedAgain() {
    Visitor ada = visitors.come("Ada", "about:blank", new NewContextOptions());
    ada.losesConnection();
    ada.page().route("**/js/app/chat.js", Route::abort);
    ada.open(visitors.address());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").click();
    assertThat(ada.fault("server", "entry-error")).containsText("The server isn’t responding.");
    assertThat(ada.see("entry-name")).hasValue("Ada");
    ada.see("tab-signIn").click();
    ada.see("sign-in-name").fill("Ada");
    ada.see("sign-in-password").fill("a good deal of wood");
    ada.see("sign-in-go").click();
    assertThat(ada.see("sign-in-error")).containsText("The server isn’t responding.");

    ada.page().unroute("**/js/app/chat.js");
    ada.see("tab-guest").click();
    ada.see("entry-go").click();
    ada.inside().isIn("General");
  }

  @Test
  void aRoomThatCannotBeCreatedIsToldBesideItsNameAndNothingTypedIsLost() {
    Visitor ada = visitors.come("Ada");
    ada.see("entry-name").fill("Ada");
    ada.see("entry-code").fill("half");
    ada.see("new-room").click();
    ada.see("new-room-name").fill("general");
    ada.see("new-room-create").click();

    assertThat(ada.fault("create", "entry-error")).containsText("There is a room with this name");
    assertThat(ada.see("new-room-name")).hasValue("general");
    assertThat(ada.see("new-room-name")).isFocused();
    assertThat(ada.see("entry-name")).hasValue("Ada");
    assertThat(ada.see("entry-code")).hasValue("half");
    ada.see("new-room-name").fill("Garden club");
    ada.see("new-room-create").click();
    ada.inside().isIn("Garden club");
  }

  @Test
  void aReloadComesBackToTheSameNameRoomAndMessages() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    ada.say("Before the reload");
    ada.reads("Before the reload");
    ada.write("Half a thou");

    ada.page().reload();
    ada.inside().isIn("Random");
    ada.reads("Before the reload");
    assertThat(ada.see("composer")).hasValue("Half a thou");
  }

  @Test
  void aSessionThatEndedIsToldAndANewOneIsOneClickAway() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    Cookie session = ada.context().cookies().get(0);
    Cookie unknown = new Cookie(session.name, "x".repeat(43)).setUrl(visitors.address());
    ada.context().addCookies(List.of(unknown));

    ada.page().reload();
    assertThat(ada.page().getByText("Your session has ended.")).isVisible();
    ada.see("entry-name").fill("Grace");
    ada.see("entry-go").click();
    assertThat(ada.see("user-name")).hasText("Grace");
    ada.page().reload();
    assertThat(ada.see("user-name")).hasText("Grace");
  }

  @Test
  void whoeverLostTheCookieGoesOnAsANewGuestAndStaysThat() {
    Visitor ada = visitors.enter("Ada").isRefused();
    ada.context().clearCookies();

    ada.page().reload();
    assertThat(ada.see("user-name")).hasText(Pattern.compile("Guest\\d{4,}"));
    String guest = ada.see("user-name").innerText();
    ada.page().waitForCondition(() -> !ada.context().cookies().isEmpty());
    ada.page().reload();
    assertThat(ada.see("user-name")).hasText(guest);
  }

  @Test
  void aSocketThatShowsNoCookieCostsNobodyTheirSession() {
    Visitor ada = visitors.enterByCable("Ada");
    visitors.loseNetwork(ada);
    visitors.cable().loseCookies(2);
    ada.say("Still me");

    visitors.findNetwork(ada);
    ada.reads("Still me");
    assertThat(ada.see("user-name")).hasText("Ada");
    assertTrue(visitors.cable().hasLostCookies());
    ada.page().reload();
    assertThat(ada.see("user-name")).hasText("Ada");
  }

  @Test
  void aRequestThatShowsNoCookieEitherCostsNoSession() {
    Visitor ada = visitors.enterByCable("Ada").isRefused();
    visitors.loseNetwork(ada);
    visitors.cable().loseCookies(1);
    ada.page()
        .route(
            visitors.cable().address() + "api/sessions",
            route -> route.fulfill(new FulfillOptions().setStatus(401)),
            new Page.RouteOptions().setTimes(1));
    ada.say("Still me");

    visitors.findNetwork(ada);
    ada.reads("Still me");
    assertThat(ada.see("user-name")).hasText("Ada");
    assertTrue(visitors.cable().hasLostCookies());
  }

  @Test
  void aNewGuestWhoCannotHaveTheCookieYetIsNotAnotherOneAtTheNextLoss() {
    Visitor ada = visitors.enterByCable("Ada").isRefused();
    ada.context().clearCookies();
    String sessions = visitors.cable().address() + "api/session";
    ada.losesConnection();
    ada.page().route(sessions, Route::abort);
    ada.page().reload();
    assertThat(ada.see("user-name")).hasText(Pattern.compile("Guest\\d{4,}"));
    String guest = ada.see("user-name").innerText();

    visitors.loseNetwork(ada);
    ada.page().unroute(sessions);
    visitors.findNetwork(ada);
    ada.page().waitForCondition(() -> !ada.context().cookies().isEmpty());
    assertThat(ada.see("user-name")).hasText(guest);
    ada.page().reload();
    assertThat(ada.see("user-name")).hasText(guest);
  }
}
