package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrivateIT {
  @RegisterExtension final Visitors visitors = new Visitors().with("PRESENCE_GRACE", "0s");

  @Test
  void aClickOnSomebodyOpensTheConversationWithThem() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");

    ada.see("direct", "Bob").click();
    ada.isIn("Bob");
    assertThat(ada.page().getByText("Only you and Bob can read")).isVisible();
    assertThat(bob.room("Ada")).hasCount(0);
    ada.say("Hello alone");
    assertThat(ada.reads("Hello alone")).hasAttribute("data-private", "true");

    assertThat(bob.room("Ada").getByTestId("unread")).hasText("1");
    bob.goTo("Ada");
    bob.reads("Hello alone");
    assertThat(bob.room("Ada").getByTestId("unread")).hasCount(0);
    bob.write("Hm");
    assertThat(ada.see("typing")).hasText("Bob is typing…");
    bob.say("Hello yourself");
    ada.reads("Hello yourself");
    ada.see("rename").click();
    ada.see("rename-input").fill("Adele");
    ada.see("rename-save").click();
    assertThat(ada.see("done", "Saved.")).isVisible();
    ada.page().keyboard().press("Escape");
    bob.isIn("Adele");
  }

  @Test
  void whoeverWasAwayFindsAPrivateMessageOnReturn() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.see("direct", "Bob").click();
    ada.isIn("Bob");
    bob.open("about:blank");
    assertThat(ada.page().locator(".room-topic")).hasText("Private · offline");
    assertThat(ada.room("Bob").locator(".presence.is-online")).hasCount(0);

    ada.say("When you are back");
    ada.reads("When you are back");
    bob.open(visitors.address());
    bob.inside();
    assertThat(bob.room("Ada").getByTestId("unread")).hasText("1");
    assertThat(bob.room("Ada").locator(".presence.is-online")).hasCount(1);
    assertThat(ada.page().locator(".room-topic")).hasText("Private · online");
    bob.goTo("Ada");
    bob.reads("When you are back");
    assertThat(bob.page().locator(".room-topic")).hasText("Private · online");
  }

  @Test
  void aConversationComesBackAfterAReload() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.see("direct", "Bob").click();
    ada.isIn("Bob");
    ada.say("Kept");
    ada.reads("Kept");

    ada.page().reload();
    ada.inside().isIn("Bob");
    ada.reads("Kept");
    bob.goTo("Ada");
    bob.say("Still here");
    ada.reads("Still here");
  }

  @Test
  void aPrivateMessageToNobodyIsRefusedAndCanBeDiscarded() {
    Visitor ada = visitors.enter("Ada");

    ada.say("@Nobody hello");
    assertThat(ada.message("hello")).hasAttribute("data-state", "failed");
    assertThat(ada.message("hello")).containsText("Not sent:");
    visitors.enter("Nobody");
    ada.see("retry").click();
    assertThat(ada.room("Nobody")).isVisible();
    assertThat(ada.message("hello")).hasCount(0);

    ada.say("@Noone hello");
    ada.see("discard").click();
    assertThat(ada.see("message")).hasCount(0);
  }
}
