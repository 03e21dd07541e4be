package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TypingIT {
  @RegisterExtension final Visitors visitors = new Visitors().with("PRESENCE_GRACE", "0s");

  @Test
  void oneTwoOrSeveralPeopleAreNamed() {
    Visitor ada = visitors.enter("Ada");
    try (Script bob = new Script(visitors.port(), "general").named("Bob");
        Script eve = new Script(visitors.port(), "general").named("Eve");
        Script dan = new Script(visitors.port(), "general").named("Dan")) {
      bob.typing("general", true);
      assertThat(ada.see("typing")).hasText("Bob is typing…");
      eve.typing("general", true);
      assertThat(ada.see("typing")).hasText("Bob and Eve are typing…");
      dan.typing("general", true);
      assertThat(ada.see("typing")).hasText("Several people are typing…");
      bob.say("general", "Said");
      assertThat(ada.see("typing")).hasText("Eve and Dan are typing…");
      eve.typing("general", false);
      assertThat(ada.see("typing")).hasText("Dan is typing…");
    }
    assertThat(ada.see("typing")).hasText("");
  }

  /** The page's own five seconds: the server's signal does not arrive. */
  @Test
  void aTypistOfWhomNothingIsReceivedHasStoppedAfterFiveSeconds() throws Exception {
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      Visitor ada = visitors.enterByCable("Ada");
      long now = System.currentTimeMillis();
      ada.page().clock().setFixedTime(now);
      bob.typing("general", true);
      assertThat(ada.see("typing")).hasText("Bob is typing…");

      visitors.cable().loseAnswers();
      ada.page().clock().setFixedTime(now + 4_900);
      assertThat(ada.see("typing")).hasText("Bob is typing…");
      ada.page().clock().setFixedTime(now + 5_100);
      assertThat(ada.see("typing")).hasText("");
    }
  }

  @Test
  void itIsSentAtMostOnceASecondAndEndsWithTheMessage() {
    List<String> sent = new ArrayList<>();
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.page()
        .onWebSocket(
            socket ->
                socket.onFrameSent(
                    frame -> {
                      if (frame.text().contains("\"typing\"")) {
                        sent.add(frame.text());
                      }
                    }));
    ada.open(visitors.address());
    ada.enter();
    Visitor bob = visitors.enter("Bob");
    long now = System.currentTimeMillis();
    ada.page().clock().setFixedTime(now);

    Locator composer = ada.see("composer");
    composer.fill("First");
    assertThat(bob.see("typing")).hasText("Ada is typing…");
    for (int i = 0; i < 8; i++) {
      composer.fill("");
      composer.pressSequentially("a word ");
    }
    assertEquals(1, sent.size(), sent::toString);
    ada.page().clock().setFixedTime(now + 1_000);
    composer.fill("");
    assertThat(bob.see("typing")).hasText("");
    assertEquals(2, sent.size(), sent::toString);
    ada.page().clock().setFixedTime(now + 2_000);
    composer.fill("One more");
    assertThat(bob.see("typing")).hasText("Ada is typing…");
    composer.press("Enter");
    assertThat(bob.see("typing")).hasText("");
    bob.reads("One more");
    assertThat(bob.see("typing")).hasText("");
    assertEquals(3, sent.size(), sent::toString);
  }
}
