package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The server ends without a word in the middle of a conversation, and comes back. */
final class KilledServerIT {
  private static final int ROUNDS = 3;

  @RegisterExtension final Visitors visitors = new Visitors().withServiceWorker().elsewhere();
  @TempDir private Path data;
  private Host host;

  @BeforeEach
  void start() throws Exception {
    host = new Host(data);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void everyMessageIsInTheLogOnceAndInOrder() throws Exception {
    Visitor ada = enter("Ada");
    Visitor bob = enter("Bob");
    List<String> written = new ArrayList<>();

    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < 4; i++) {
        say(ada, written);
      }
      host.kill(); // some have been acknowledged, some have not, of some only the answer is missing
      say(ada, written);
      assertThat(ada.see("banner")).isVisible();
      say(ada, written);
      assertThat(ada.message(last(written))).hasAttribute("data-state", "sending");
      host.start();
      say(ada, written);
    }

    for (Visitor each : List.of(ada, bob)) {
      each.page().evaluate("dispatchEvent(new Event('online'))");
      each.reads(last(written));
      assertThat(each.see("banner")).isHidden();
      assertThat(each.see("message-text")).hasText(written.toArray(String[]::new));
    }
    assertEquals(written, host.log("general"));
  }

  @Test
  void whatWaitsIsThereAfterAReloadWithoutAServerAndGoesOutOnce() throws Exception {
    Visitor ada = enter("Ada");
    ada.isInstalled();
    ada.say("Before");
    ada.reads("Before");
    ada.goTo("Random");
    ada.write("Half a thou");

    host.kill();
    ada.goTo("General");
    ada.say("One");
    ada.say("Two");
    ada.page().reload();
    ada.inside().isIn("General");
    assertThat(ada.see("banner")).containsText("2 messages waiting");
    assertThat(ada.message("Before")).hasAttribute("data-state", "sent");
    assertThat(ada.message("One")).hasAttribute("data-state", "sending");
    assertThat(ada.message("One")).containsText("Waiting for the connection");
    ada.say("Three");
    ada.goTo("Random");
    assertThat(ada.see("composer")).hasValue("Half a thou");
    ada.say("Elsewhere");
    ada.page().reload();
    ada.inside().isIn("Random");
    assertThat(ada.message("Elsewhere")).hasAttribute("data-state", "sending");
    ada.show("offline-reloaded");

    host.start();
    ada.page().evaluate("dispatchEvent(new Event('online'))");
    ada.reads("Elsewhere");
    assertThat(ada.see("banner")).isHidden();
    ada.goTo("General");
    ada.reads("Three");
    assertThat(ada.see("message-text")).hasText(new String[] {"Before", "One", "Two", "Three"});
    assertEquals(List.of("Before", "One", "Two", "Three"), host.log("general"));
    assertEquals(List.of("Elsewhere"), host.log("random"));
  }

  private Visitor enter(String name) {
    Visitor visitor = visitors.come(name, host.address(), new NewContextOptions()).enter();
    visitor.losesConnection();
    return visitor;
  }

  private static void say(Visitor visitor, List<String> written) {
    written.add("Message " + (written.size() + 1) + ".");
    visitor.say(last(written));
  }

  private static String last(List<String> written) {
    return written.get(written.size() - 1);
  }
}
