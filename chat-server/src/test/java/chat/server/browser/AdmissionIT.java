package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may register, as the server says, and the administrator who invites. */
final class AdmissionIT {
  private static final String PASSWORD = "a good deal of wood";

  @Nested
  final class ByInvitation {
    @RegisterExtension
    final Visitors visitors = new Visitors().with("REGISTRATION", "invite").withAdminToken();

    @Test
    void anAdministratorInvitesByALink() throws IOException {
      Visitor root = visitors.come("Root").isRefused();
      root.see("tab-register").click();
      root.register(PASSWORD);
      assertThat(root.fault("invitation", "register-error")).hasText("Please fill this in.");
      root.show("entry-invitation-wanted");
      root.see("set-up-register").click();
      assertThat(root.see("register-admin")).isFocused();
      root.see("register-admin").fill("not this one");
      root.see("register-go").click();
      assertThat(root.fault("admin_token", "register-error")).isVisible();
      root.see("register-admin").fill(visitors.adminToken());
      root.see("register-go").click();
      root.inside();

      root.see("rename").click();
      root.see("tab-invitations").click();
      assertThat(root.page().getByText("No active invitations.")).isVisible();
      root.see("invitation-uses").fill("2");
      root.see("invitation-make").click();
      assertThat(root.see("invitation-link")).isFocused();
      String link = root.see("invitation-link").inputValue();
      assertTrue(link.startsWith(visitors.address() + "#invitation="), link);
      assertThat(root.see("invitation")).containsText("For 2 accounts");
      root.show("account-invitations");

      Visitor ada = visitors.come("Ada", link, new NewContextOptions());
      assertThat(ada.page().getByText("You’re invited to register here.")).isVisible();
      assertThat(ada.see("tab-register")).hasAttribute("aria-selected", "true");
      ada.show("entry-invited");
      ada.register(PASSWORD).inside();
      assertThat(ada.page()).hasURL(visitors.address() + "?room=general");

      root.see("tab-you").click();
      root.see("tab-invitations").click();
      assertThat(root.see("invitation")).containsText("For 1 account");
      assertThat(root.see("invitation-link")).hasCount(0);
      root.see("invitation-revoke").click();
      assertThat(root.page().getByText("No active invitations.")).isVisible();
      Visitor late = visitors.come("Late", link, new NewContextOptions()).isRefused();
      late.register(PASSWORD);
      assertThat(late.fault("invitation", "register-error"))
          .containsText("invalid, used up or expired");
      assertThat(late.see("register-password")).hasValue(PASSWORD);
    }

    @Test
    void aGuestWhoFollowsAnInvitationRegistersWithoutLeaving() throws IOException {
      Visitor root = visitors.come("Root");
      root.see("tab-register").click();
      root.see("set-up-register").click();
      root.see("register-admin").fill(visitors.adminToken());
      root.register(PASSWORD).inside();
      root.see("rename").click();
      root.see("tab-invitations").click();
      root.see("invitation-make").click();
      String link = root.see("invitation-link").inputValue();

      Visitor ada = visitors.enter("Ada");
      ada.open(link);
      ada.inside();
      ada.see("toast", "You’re invited to register here and keep your name")
          .locator("button")
          .click();
      assertThat(ada.see("register-password")).isFocused();
      ada.see("register-password").fill(PASSWORD);
      ada.see("register-go").click();
      assertThat(ada.see("fold-password")).isVisible();
    }
  }

  @Nested
  final class Closed {
    @RegisterExtension
    final Visitors visitors = new Visitors().with("REGISTRATION", "closed").withAdminToken();

    @Test
    void nobodyIsOfferedToRegisterButWhoSetsTheServerUp() throws IOException {
      Visitor ada = visitors.enter("Ada");
      ada.see("rename").click();
      assertThat(ada.see("fold-sign-in")).isVisible();
      assertThat(ada.see("fold-register")).isHidden();

      Visitor root = visitors.come("Root");
      assertThat(root.see("tab-register")).isHidden();
      root.see("tab-signIn").click();
      assertThat(root.see("registration-closed")).containsText("Registration is closed");
      root.show("entry-closed");
      root.see("set-up").click();
      assertThat(root.see("register-admin")).isFocused();
      root.see("register-admin").fill(visitors.adminToken());
      root.register(PASSWORD).inside();
      root.see("rename").click();
      root.see("tab-invitations").click();
      assertThat(root.page().getByText("REGISTRATION is closed")).isVisible();
    }
  }

  @Nested
  final class Open {
    @RegisterExtension final Visitors visitors = new Visitors().withAdminToken();

    @Test
    void somebodyWithAnAccountBecomesTheFirstAdministrator() throws IOException {
      Visitor ada = visitors.come("Ada").isRefused();
      ada.see("tab-register").click();
      ada.register(PASSWORD).inside();
      ada.see("rename").click();
      assertThat(ada.see("tab-invitations")).isHidden();
      ada.see("fold-admin").click();
      ada.see("admin-token").fill("not this one");
      ada.see("admin-go").click();
      assertThat(ada.fault("admin_token", "admin-error")).isVisible();
      ada.see("admin-token").fill(visitors.adminToken());
      ada.see("admin-go").click();
      assertThat(ada.see("done", "You’re now an administrator.")).isVisible();
      ada.see("tab-invitations").click();
      assertThat(ada.page().getByText("Anyone can register here anyway")).isVisible();
    }
  }

  @Nested
  final class Limited {
    @RegisterExtension
    final Visitors visitors = new Visitors().with("LIMITS", "on").with("LIMIT_SIGN_INS", "1+1/m");

    @Test
    void aBusyServerSaysWhenToTryAgain() {
      Visitor ada = visitors.come("Ada").isRefused();
      String busy = "{\"code\":\"busy\",\"message\":\"Too many people.\"}";
      ada.page()
          .route(
              "**/api/session",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setStatus(503)
                          .setHeaders(Map.of("Retry-After", "12"))
                          .setContentType("application/problem+json")
                          .setBody(busy)));
      ada.signIn(PASSWORD);
      assertThat(ada.see("sign-in-error")).hasText("The server is busy. Try again in 12 seconds.");
      assertThat(ada.see("sign-in-password")).hasValue(PASSWORD);
      ada.page().unroute("**/api/session");
    }

    @Test
    void whoeverTriesTooOftenIsToldForHowLong() {
      Visitor ada = visitors.come("Ada").isRefused();
      ada.signIn("not this one");
      assertThat(ada.see("sign-in-error")).hasText("Wrong name or password.");
      ada.see("sign-in-go").click();
      assertThat(ada.see("sign-in-error")).hasText(Pattern.compile("Try again in \\d+ seconds\\."));
      assertThat(ada.see("sign-in-password")).hasValue("not this one");
    }
  }
}
