package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where somebody is signed in, and the bots that speak for them. */
final class DevicesIT {
  private static final String PASSWORD = "a good deal of wood";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
          + " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
  private static final String POST =
      """
      token => fetch("/api/rooms/general/messages", {
        method: "POST",
        credentials: "omit",
        headers: { "Content-Type": "application/json", "Authorization": `Bearer ${token}` },
        body: JSON.stringify({ text: "Tests are green", client_id: "1" }),
      }).then(({ status }) => status)
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aDeviceIsSignedOutFromAnotherAndSaysSo() {
    Visitor ada = register("Ada");
    Visitor phone = signInByPhone("Ada");
    phone.write("Unsent, from the phone");
    ada.see("rename").click();
    ada.see("tab-devices").click();
    assertThat(ada.see("session")).hasCount(2);
    assertThat(ada.see("session", "this device").locator(".list-item-name bdi"))
        .hasText("Chrome on Linux");
    assertThat(ada.see("session", "this device").getByTestId("end-session")).hasCount(0);
    assertThat(ada.see("session", "Safari on iPhone")).containsText("Last used this minute");
    ada.show("account-devices");

    ada.see("end-session").click();
    assertThat(ada.see("done", "Safari on iPhone is signed out.")).isVisible();
    assertThat(ada.see("session")).hasCount(1);
    assertThat(ada.page().getByText("You’re not signed in anywhere else.")).isVisible();
    assertThat(phone.page().getByText("Ada was signed out")).isVisible();
    phone.show("phone-entry-ended");
    phone.see("sign-in-password").fill(PASSWORD);
    phone.see("sign-in-go").tap();
    assertThat(phone.see("composer")).hasValue("Unsent, from the phone");
  }

  @Test
  void whatWasWrittenOfflineOutlivesTheSessionAndIsSentAfterSigningInAgain() throws IOException {
    Visitor ada = register("Ada");
    Visitor away = visitors.come("Ada", visitors.cable().address(), new NewContextOptions());
    away.signIn(PASSWORD).inside();
    visitors.loseNetwork(away);
    away.say("Written on the train");

    ada.see("rename").click();
    ada.see("tab-devices").click();
    ada.see("end-session").click();
    assertThat(ada.see("session")).hasCount(1);
    visitors.findNetwork(away);
    assertThat(away.page().getByText("1 unsent message kept in this browser.")).isVisible();
    away.show("entry-ended-unsent");
    away.see("sign-in-password").fill(PASSWORD);
    away.see("sign-in-go").click();
    away.inside().reads("Written on the train");
    ada.page().keyboard().press("Escape");
    ada.reads("Written on the train");
  }

  @Test
  void allOthersAreSignedOutAtOnce() {
    Visitor ada = register("Ada");
    Visitor second = visitors.come("Ada").signIn(PASSWORD).inside();
    Visitor third = visitors.come("Ada").signIn(PASSWORD).inside();
    ada.see("rename").click();
    ada.see("tab-devices").click();

    ada.see("end-others").click();
    assertThat(ada.see("done", "All other devices are signed out.")).isVisible();
    for (Visitor each : List.of(second, third)) {
      assertThat(each.page().getByText("Ada was signed out")).isVisible();
    }
    assertThat(ada.see("session")).hasCount(1);
  }

  @Test
  void aGuestSeesThisDeviceAlone() {
    Visitor ada = visitors.enter("Ada");
    ada.see("rename").click();
    ada.see("tab-devices").click();
    assertThat(ada.see("session", "this device")).isVisible();
    assertThat(ada.see("tab-bots")).isHidden();
    assertThat(ada.see("tab-invitations")).isHidden();
  }

  @Test
  void aBotIsMadeShownItsTokenOnceAndSpeaks() {
    Visitor ada = register("Ada");
    ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ada.see("rename").click();
    ada.see("tab-bots").click();
    assertThat(ada.page().getByText("No bots yet.")).isVisible();
    ada.see("bot-name").fill("Builder");
    ada.see("bot-add").click();
    assertThat(ada.see("bot-token")).isFocused();
    ada.see("bot-token-copy").click();
    assertThat(ada.page().getByText("Copied.")).isVisible();
    String token = ada.see("bot-token").inputValue();
    assertEquals(token, ada.page().evaluate("navigator.clipboard.readText()"));
    assertThat(ada.see("bot")).containsText("Read and write");
    ada.show("account-bots");

    assertEquals(403, ada.isRefused().page().evaluate(POST, token), "it is no member yet");
    ada.see("tab-you").click();
    ada.see("tab-bots").click();
    assertThat(ada.see("bot")).hasCount(1);
    assertThat(ada.see("bot-token")).hasCount(0);
    ada.see("bot-renew").click();
    assertThat(ada.see("bot-renew-yes-not")).isFocused();
    ada.show("account-bot-sure");
    ada.see("bot-renew-yes").click();
    assertThat(ada.see("bot-token")).isVisible();
    assertEquals(401, ada.page().evaluate(POST, token), "the former token");

    ada.see("bot-remove").click();
    ada.see("bot-remove-yes-not").click();
    assertThat(ada.see("bot-remove")).isFocused();
    ada.see("bot-remove").click();
    ada.see("bot-remove-yes").click();
    assertThat(ada.page().getByText("No bots yet.")).isVisible();
  }

  @Test
  void whatIsWrongWithABotStandsBesideIt() {
    visitors.enter("Builder");
    Visitor ada = register("Ada").isRefused();
    ada.see("rename").click();
    ada.see("tab-bots").click();
    ada.see("bot-name").fill("Builder");
    ada.see("bot-read").check();
    ada.see("bot-add").click();
    assertThat(ada.fault("username", "bot-error")).isVisible();
    assertThat(ada.see("bot-name")).hasValue("Builder");
    ada.see("bot-name").fill("Reader");
    ada.see("bot-add").click();
    assertThat(ada.see("bot", "Reader")).containsText("Read only");
  }

  @Test
  void itAllFitsOnASmallPhoneInTheDark() {
    Visitor ada =
        visitors.come(
            "Ada", visitors.address(), Visitors.smallPhone().setColorScheme(ColorScheme.DARK));
    ada.see("tab-register").tap();
    ada.show("small-register");
    ada.register(PASSWORD);
    assertThat(ada.see("room-title")).hasText("General");
    ada.see("open-rooms").tap();
    ada.see("rename").tap();
    ada.see("fold-password").tap();
    ada.show("small-account");
    ada.see("tab-devices").tap();
    assertThat(ada.see("session")).hasCount(1);
    ada.show("small-devices");
    ada.see("tab-bots").tap();
    ada.see("bot-name").fill("Builder-with-a-long-name");
    ada.see("bot-add").tap();
    assertThat(ada.see("bot-token")).isVisible();
    ada.show("small-bots");
    assertEquals(0, ada.overhang());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "es-ES"})
  void longerWordsFitThereToo(String locale) {
    NewContextOptions small = Visitors.smallPhone().setLocale(locale);
    Visitor ada = visitors.come("Ada", visitors.address(), small).isRefused();
    ada.see("tab-signIn").tap();
    ada.show(locale + "-sign-in");
    ada.see("tab-register").tap();
    ada.register("short");
    assertThat(ada.fault("password", "register-error")).containsText("256");
    ada.show(locale + "-register");
    ada.register(PASSWORD);
    assertThat(ada.see("room-title")).hasText("General");
    ada.see("open-rooms").tap();
    ada.see("rename").tap();
    ada.see("fold-delete").tap();
    ada.show(locale + "-account");
    ada.see("tab-devices").tap();
    assertThat(ada.see("session")).hasCount(1);
    ada.show(locale + "-devices");
    ada.see("tab-bots").tap();
    ada.see("bot-name").fill("Builder");
    ada.see("bot-add").tap();
    ada.see("bot-remove").tap();
    ada.show(locale + "-bots");
    ada.page().keyboard().press("Escape");
    ada.see("open-rooms").tap();
    ada.see("open-search-rooms").tap();
    ada.see("search-query").fill("nichts");
    assertThat(ada.see("search-said")).containsText("nichts");
    ada.show(locale + "-search");
  }

  private Visitor register(String name) {
    Visitor visitor = visitors.come(name);
    visitor.see("tab-register").click();
    return visitor.register(PASSWORD).inside();
  }

  private Visitor signInByPhone(String name) {
    NewContextOptions device =
        new NewContextOptions()
            .setUserAgent(IPHONE)
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true);
    Visitor phone = visitors.come(name, visitors.address(), device);
    phone.signIn(PASSWORD);
    assertThat(phone.see("room-title")).hasText("General");
    return phone;
  }
}
