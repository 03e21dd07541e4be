package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void whoeverIsHeardOfNoMoreHasStoppedAfterFiveSeconds() throws Exception {
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      Visitor ada = visitors.enterByCable("Ada");
      long begun = System.nanoTime();
      bob.typing("general", true);
      assertThat(ada.see("typing")).hasText("Bob is typing…");

      visitors.cable().loseAnswers(); // the server's own end of it does not arrive
      assertThat(ada.see("typing")).hasText("");
      double seconds = (System.nanoTime() - begun) / 1e9;
      assertTrue(seconds > 3.5, () -> "ended after " + seconds + " s");
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

    Locator composer = ada.see("composer");
    long begun = System.nanoTime();
    for (int i = 0; i < 8; i++) {
      composer.pressSequentially("a word ", new Locator.PressSequentiallyOptions().setDelay(20));
      composer.fill("");
    }
    composer.fill("One more");
    assertThat(bob.see("typing")).hasText("Ada is typing…");
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertTrue(sent.size() <= seconds + 1, () -> sent + " in " + seconds + " s");
    composer.press("Enter");
    assertThat(bob.see("typing")).hasText("");
    bob.reads("One more");
    assertThat(bob.see("typing")).hasText("");
  }
}
