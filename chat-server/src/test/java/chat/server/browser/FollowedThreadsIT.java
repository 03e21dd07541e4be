package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads are followed, listed with what is unread in them, and read by looking at their end. */
final class FollowedThreadsIT {
  private static final String PASSWORD = "a good deal of wood";

  @RegisterExtension final Visitors visitors = new Visitors();

  private static Locator unread(Visitor visitor) {
    return visitor.see("open-threads").locator(".badge");
  }

  private static Locator follow(Visitor visitor) {
    return visitor.see("follow-thread");
  }

  @Test
  void theAuthorOfARootFollowsItAndReadsItInThePanel() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Who comes?");
    bob.reads("Who comes?");
    ada.goTo("Random");
    ThreadView ofBob = ThreadView.open(bob, "Who comes?");
    assertThat(follow(bob)).hasAttribute("aria-pressed", "false");
    ofBob.say("I do");
    assertThat(follow(bob)).hasAttribute("aria-pressed", "true");
    ofBob.say("And my sister");
    assertThat(unread(ada)).hasText("2");
    assertThat(unread(bob)).hasCount(0);

    ada.see("open-threads").click();
    Locator entry = ada.see("thread-entry");
    assertThat(entry).containsText("General");
    assertThat(entry).containsText("Who comes?");
    assertThat(entry).containsText("2 replies");
    ada.show("threads");
    entry.click();
    ada.isIn("General");
    ThreadView ofAda = ThreadView.isOpen(ada);
    ofAda.reads("And my sister");
    assertThat(unread(ada)).hasCount(0);
    ofBob.say("On foot");
    ofAda.reads("On foot");
    assertThat(unread(ada)).hasCount(0);
    ofAda.close();
    ofBob.say("Or by bike");
    assertThat(unread(ada)).hasText("1");
    ada.page().reload();
    ada.inside();
    assertThat(unread(ada)).hasText("1");
    ada.see("leave-room").click();
    assertThat(unread(ada)).hasCount(0);
  }

  @Test
  void whoNoLongerFollowsIsToldNothing() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Who comes?");
    bob.reads("Who comes?");
    ThreadView ofAda = ThreadView.open(ada, "Who comes?");
    ThreadView ofBob = ThreadView.open(bob, "Who comes?");
    ofBob.say("I do");
    ofAda.reads("I do");
    assertThat(follow(ada)).hasAttribute("aria-pressed", "true");
    follow(ada).click();
    assertThat(follow(ada)).hasAttribute("aria-pressed", "false");
    ada.show("thread-not-followed");
    ofAda.close();
    ofBob.say("And my sister");
    ada.reads("And my sister");
    assertThat(unread(ada)).hasCount(0);
    ada.see("open-threads").click();
    assertThat(ada.page().locator("dialog[open]")).containsText("You follow no threads yet.");
  }

  @Test
  void theDevicesOfAUserAgree() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    ada.register(PASSWORD).inside();
    Visitor other = visitors.come("Ada", visitors.address(), new NewContextOptions());
    other.signIn(PASSWORD).inside();
    other.goTo("Random");
    try (Script bob = new Script(visitors.port(), "general")) {
      long root = bob.say("general", "Something to follow");
      ada.reads("Something to follow");
      ThreadView thread = ThreadView.open(ada, "Something to follow");
      follow(ada).click();
      assertThat(follow(ada)).hasAttribute("aria-pressed", "true");
      thread.close();
      bob.answer("general", "An answer", root);
      assertThat(unread(ada)).hasText("1");
      assertThat(unread(other)).hasText("1");
      ThreadView.open(ada, "Something to follow");
      assertThat(unread(ada)).hasCount(0);
      assertThat(unread(other)).hasCount(0);
    }
  }

  @Test
  void aPhoneListsThemInTheDark() {
    NewContextOptions phone = Visitors.smallPhone().setColorScheme(ColorScheme.DARK);
    Visitor ada = visitors.come("Ada", visitors.address(), phone).enter();
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      ada.write("Who comes?");
      ada.see("send").tap();
      Locator root = ada.reads("Who comes?");
      bob.answer("general", "I do", Long.parseLong(root.getAttribute("data-seq")));
      ada.reads("I do");
      ada.see("open-rooms").tap();
      assertThat(unread(ada)).hasText("1");
      ada.show("threads-sidebar-phone-dark");
      ada.see("open-threads").tap();
      assertThat(ada.see("thread-entry")).containsText("1 reply");
      ada.show("threads-phone-dark");
      ada.see("thread-entry").tap();
      ThreadView.isOpen(ada).reads("I do");
      ada.show("thread-followed-phone-dark");
      ada.page().goBack();
      assertThat(ada.see("thread")).hasCount(0);
      ada.see("open-rooms").tap();
      assertThat(unread(ada)).hasCount(0);
    }
  }
}
