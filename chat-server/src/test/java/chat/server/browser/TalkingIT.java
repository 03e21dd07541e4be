package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TalkingIT {
  @RegisterExtension final Visitors visitors = new Visitors().with("PRESENCE_GRACE", "0s");

  @Test
  void twoPeopleTalkBothWays() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    assertThat(ada.see("notice", "Bob joined")).isVisible();

    ada.say("Good morning");
    assertThat(bob.reads("Good morning").getByTestId("message-author")).hasText("Ada");
    ada.reads("Good morning");
    bob.say("And to you, @Ada");
    Locator mention = ada.reads("And to you").locator(".mention.is-self");
    assertThat(mention).hasText("@Ada");
    assertThat(bob.reads("And to you").locator(".mention.is-self")).hasCount(0);

    bob.see("leave-room").click();
    assertThat(ada.see("notice", "Bob left")).isVisible();
    assertThat(bob.see("toast", "You left General.")).isVisible();
    assertThat(ada.see("member")).hasCount(1);
  }

  @Test
  void aPrivateMessageFromTheRoomReachesOnePersonAlone() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    Visitor eve = visitors.enter("Eve");

    ada.write("@Bob between us");
    assertThat(ada.see("private-hint")).containsText("Only Bob will see this.");
    ada.see("composer").press("Enter");
    assertThat(ada.see("notice", "Sent privately to Bob.")).isVisible();
    assertThat(bob.room("Ada").getByTestId("unread")).hasText("1");
    ada.say("For everybody");
    eve.reads("For everybody");
    assertThat(eve.message("between us")).hasCount(0);
    assertThat(eve.room("Ada")).hasCount(0);

    bob.goTo("Ada");
    assertThat(bob.reads("between us")).hasAttribute("data-private", "true");
    assertThat(bob.message("@Bob")).hasCount(0);
    bob.say("It stays so");
    ada.see("notice", "Sent privately to Bob.").getByRole(AriaRole.BUTTON).click();
    ada.isIn("Bob");
    assertThat(ada.reads("It stays so")).hasAttribute("data-private", "true");
    ada.reads("between us");
  }

  @Test
  void aWhisperCanBeMadePublicBeforeItIsSent() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");

    ada.write("@Bob look here");
    ada.see("make-public").click();
    assertThat(ada.see("private-hint")).isHidden();
    ada.see("composer").press("Enter");
    assertThat(bob.reads("@Bob look here")).hasAttribute("data-private", "false");
    ada.reads("@Bob look here");
  }

  @Test
  void aReplyQuotesWhatItAnswers() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Tea or coffee?");

    Locator question = bob.reads("Tea or coffee?");
    question.hover();
    question.getByTestId("reply").click();
    bob.say("The former");
    assertThat(ada.reads("The former").locator(".quote")).containsText("Tea or coffee?");
  }

  @Test
  void whoeverTypesIsNamedUntilTheySend() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");

    bob.write("I think");
    assertThat(ada.see("typing")).hasText("Bob is typing…");
    bob.see("composer").press("Enter");
    assertThat(ada.see("typing")).hasText("");
    ada.reads("I think");
    assertThat(bob.see("typing")).hasText("");
    bob.write("and so");
    assertThat(ada.see("typing")).hasText("Bob is typing…");
    bob.write("");
    assertThat(ada.see("typing")).hasText("");
  }

  @Test
  void aNewNameIsSeenByTheOthersFromThenOn() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    bob.say("As Bob");
    ada.reads("As Bob");

    bob.see("rename").click();
    bob.see("rename-input").fill("Ada");
    bob.see("rename-save").click();
    assertThat(bob.see("form-error")).isVisible();
    assertThat(bob.see("rename-input")).hasValue("Ada");
    bob.see("rename-input").fill("Robert");
    bob.see("rename-save").click();
    assertThat(bob.see("done", "Saved.")).isVisible();
    bob.page().keyboard().press("Escape");

    assertThat(bob.see("user-name")).hasText("Robert");
    assertThat(ada.see("member", "Robert")).isVisible();
    bob.say("As Robert");
    assertThat(ada.reads("As Robert").getByTestId("message-author")).hasText("Robert");
    assertThat(ada.reads("As Bob").getByTestId("message-author")).hasText("Bob");
  }

  @Test
  void markupIsTextLikeAnyOther() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    String markup = "<img src=x onerror=alert(1)><script>alert(2)</script> &amp; <b>bold</b>";

    ada.see("new-room").click();
    ada.see("new-room-name").fill("<i>Room</i>");
    ada.see("new-room-create").click();
    ada.isIn("<i>Room</i>");
    bob.goTo("<i>Room</i>");
    ada.say(markup);

    assertThat(bob.reads("<b>bold</b>").getByTestId("message-text")).hasText(markup);
    assertThat(bob.see("message-text").locator("*")).hasCount(0);
  }

  @Test
  void linksLeadOutAndCodeStaysAsItIs() {
    Visitor ada = visitors.enter("Ada");

    ada.say("See https://example.org/a_(b)?c=d, and `@Ada` in code");
    Locator text = ada.reads("See https").getByTestId("message-text");
    assertThat(text.locator("a")).hasAttribute("href", "https://example.org/a_(b)?c=d");
    assertThat(text.locator("a")).hasAttribute("rel", Pattern.compile("noopener"));
    assertThat(text.locator("code")).hasText("@Ada");
  }
}
