package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A browser that refuses cookies and site data, or lacks what other browsers have: the page says so
 * in a sentence, and messages still leave.
 */
final class BlockedSiteDataIT {
  /** What Chromium and Firefox do where cookies are blocked. */
  private static final String DENIED =
      """
      const denied = () => {
        throw new DOMException("The request was denied.", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(globalThis, name, { get: denied });
      globalThis.BroadcastChannel = class {
        constructor() {
          denied();
        }
      };
      LockManager.prototype.request = async () => denied();
      ServiceWorkerContainer.prototype.register = async () => denied();
      """;

  private static final String COOKIES_ARE_OFF =
      "Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });";

  /** One at a time, what some browser or setting lacks. */
  private static final List<String> LACKS =
      List.of(
          "delete globalThis.BroadcastChannel;",
          "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });",
          "LockManager.prototype.request = async () => {"
              + " throw new DOMException('denied', 'SecurityError'); };",
          "Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined });",
          "Object.defineProperty(globalThis, 'indexedDB', { get: () => {"
              + " throw new DOMException('denied', 'SecurityError'); } });",
          "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => {"
              + " throw new DOMException('denied', 'SecurityError'); } });",
          "delete globalThis.Notification;");

  /**
   * Whether the session is lost, asked at each of these times of a browser that shows no cookie: of
   * one that showed it before, of one that shows it once in between, and of one that never did.
   */
  private static final String SHOWS_NO_COOKIE =
      """
      async () => {
        const { CookieSession } = await import("/js/net/session.js");
        let isShown;
        let now;
        globalThis.fetch = async () => new Response("{}", { status: isShown ? 200 : 401 });
        const sessionOf = (known) => {
          const kept = new Map(known ? [["session", "cookie"]] : []);
          const storage = {
            get: (key) => kept.get(key) ?? null,
            set: (key, value) => kept.set(key, value),
            remove: (key) => kept.delete(key),
          };
          return new CookieSession({ storage, url: "/a", listUrl: "/b", now: () => now });
        };
        const ask = async (session, steps) => {
          const answers = [];
          for (const [at, shown] of steps) {
            now = at;
            isShown = shown;
            answers.push(await session.isLost());
          }
          return answers.join();
        };
        const denied = (...times) => times.map((at) => [at, false]);
        const fresh = sessionOf(false);
        fresh.adopt({});
        return [
          await ask(sessionOf(true), denied(0, 10, 3999, 4000)),
          await ask(sessionOf(true), [[0, false], [3999, true], [4000, false], [4001, false]]),
          await ask(fresh, denied(0)),
        ].join(" ");
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors().withServiceWorker();

  @Test
  void withoutCookiesAndSiteDataMessagesLeaveAndThePageSaysWhatIsLost() {
    staysTheSamePerson(DENIED + COOKIES_ARE_OFF);
  }

  @Test
  void aBrowserThatHasShownTheCookieHasFourSecondsToShowItAgain() {
    assertEquals(
        "false,false,false,true false,false,false,true true",
        visitors.come("Ada").page().evaluate(SHOWS_NO_COOKIE));
  }

  @Test
  void aBrowserThatDoesNotSayThatItBlocksCookiesIsFoundOut() {
    staysTheSamePerson(DENIED);
  }

  private void staysTheSamePerson(String trouble) {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions()).isRefused();
    ada.context().addInitScript(trouble);
    visitors.cable().blockCookies();
    ada.open(visitors.cable().address());
    assertThat(ada.see("entry-no-site-data")).containsText("keeps no data for this page");
    ada.show("no-site-data-entry");
    ada.enter();
    assertThat(ada.see("no-site-data")).containsText("keeps no data for this page");
    Visitor bob = visitors.enter("Bob");
    ada.say("One");
    bob.reads("One");
    ada.reads("One");

    visitors.loseNetwork(ada);
    ada.say("Two");
    visitors.findNetwork(ada);
    bob.reads("Two");
    ada.reads("Two");
    ada.inside();
    assertThat(bob.see("message")).hasCount(2);
    assertThat(bob.message("Two").locator(".author")).hasText("Ada");
    assertThat(ada.see("identity-changed")).isHidden();
    ada.show("no-site-data");
    ada.see("no-site-data-close").click();
    assertThat(ada.see("no-site-data")).isHidden();
  }

  @Test
  void whatABrowserLacksCostsNoMessage() {
    Visitor bob = visitors.enter("Bob");
    for (int i = 0; i < LACKS.size(); i++) {
      Visitor visitor = visitors.arrive("Ada" + i, new NewContextOptions());
      visitor.context().addInitScript(LACKS.get(i));
      visitor.open(visitors.address());
      assertThat(visitor.see("entry-no-site-data")).isHidden();
      visitor.enter();
      visitor.say("Sent " + i + ".");
      bob.reads("Sent " + i + ".");
      visitor.reads("Sent " + i + ".");
      assertThat(visitor.see("no-site-data")).isHidden();
      visitor.close();
    }
  }

  @Test
  void aLostCookieMakesAnotherGuestWhichThePageSays() {
    Visitor ada = visitors.enter("Ada").isRefused();
    ada.say("By Ada");
    ada.reads("By Ada");
    ada.context().clearCookies();
    ada.page().reload();
    assertThat(ada.see("user-name")).hasText(Pattern.compile("Guest\\d+"));
    assertThat(ada.see("identity-changed"))
        .hasText(Pattern.compile("You are Guest\\d+ now.* the session of Ada\\."));
    ada.show("identity-changed");
    ada.see("identity-changed-close").click();
    assertThat(ada.see("identity-changed")).isHidden();
  }

  @Test
  void aLostCookieOfAnAccountOffersToSignIn() {
    Visitor ada = visitors.come("Ada").isRefused();
    ada.see("tab-register").click();
    ada.register("a good long phrase").inside();
    ada.context().clearCookies();
    ada.page().reload();
    assertThat(ada.see("identity-changed")).containsText("the session of Ada");
    ada.see("identity-changed").getByText("Sign in").click();
    assertThat(ada.see("fold-sign-in")).isVisible();
  }

  @Test
  void signingInIsNoLoss() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    ada.register("a good long phrase").inside();
    Visitor other = visitors.come("Ada");
    other.signIn("a good long phrase").inside();
    assertThat(other.see("identity-changed")).isHidden();
  }
}
