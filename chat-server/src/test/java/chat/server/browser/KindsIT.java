package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KindsIT {
  private static final String REGISTER =
      """
      name => fetch("/api/accounts", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ username: name, password: "a good deal of wood" }),
      }).then(({ status }) => status)
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void guestsAreMarkedBesideRegisteredPeopleUntilTheyRegister() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");

    ada.say("as a guest");
    Locator early = bob.reads("as a guest");
    assertThat(early.getByTestId("message-kind")).isHidden();
    assertThat(bob.see("member-kind")).hasCount(0);

    Visitor eve = visitors.enter("Eve");
    assertEquals(201, eve.page().evaluate(REGISTER, "Eve"));
    assertThat(early.getByTestId("message-kind")).hasText("guest");
    assertThat(early).hasAccessibleName(Pattern.compile("^Ada guest as a guest \\d"));
    assertThat(bob.see("direct", "Ada").getByTestId("member-kind")).hasText("guest");
    assertThat(bob.see("direct", "Ada")).hasAccessibleName("Ada guest");
    assertThat(bob.see("direct", "Ada")).hasAccessibleDescription("Message Ada");

    assertEquals(201, ada.page().evaluate(REGISTER, "Ada"));

    assertThat(bob.see("direct", "Ada").getByTestId("member-kind")).hasCount(0);
    ada.say("as somebody registered");
    Locator late = bob.reads("as somebody registered");
    assertThat(late.getByTestId("message-kind")).isHidden();
    assertThat(late).hasAccessibleName(Pattern.compile("^Ada as somebody registered \\d"));
    assertThat(late.getByTestId("message-author")).isVisible();
    assertThat(early.getByTestId("message-kind")).hasText("guest");
  }
}
