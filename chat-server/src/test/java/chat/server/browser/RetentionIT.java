package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows, counts and stores after a sweep has dropped messages. */
final class RetentionIT {
  @TempDir static Path data;

  @RegisterExtension
  final Visitors visitors =
      new Visitors()
          .with("STORE", "sqlite")
          .with("DATA_DIR", data.toString())
          .with("RETENTION_MESSAGES", "3");

  @Test
  void whatIsDroppedLeavesCountsListsAndTheSnapshot() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    Visitor bob = visitors.enter("Bob");
    for (int i = 1; i <= 10; i++) {
      bob.say("Line " + i + ".");
    }
    bob.reads("Line 10.");
    Locator unread = ada.room("General").getByTestId("unread");
    assertThat(unread).hasText("10");
    assertThat(ada.page()).hasTitle("(10) Random \u00b7 Chat");

    visitors.sweep();
    assertThat(unread).hasText("3");
    assertThat(ada.page()).hasTitle("(3) Random \u00b7 Chat");
    assertThat(bob.see("message")).hasCount(3);
    bob.reads("Line 8.");

    ada.page().reload();
    ada.inside();
    assertThat(unread).hasText("3");
    assertThat(ada.page()).hasTitle("(3) Random \u00b7 Chat");
    ada.goTo("General");
    ada.reads("Line 10.");
    assertThat(ada.see("message")).hasCount(3);
    bob.page().reload();
    bob.inside();
    bob.reads("Line 10.");
    assertThat(bob.see("message")).hasCount(3);
  }

  @Test
  void aFollowedThreadThatIsDroppedIsUnreadNoLonger() {
    // The users of the other test keep their names.
    Visitor cleo = visitors.enter("Cleo");
    Visitor dan = visitors.enter("Dan");
    cleo.say("Who comes?");
    dan.reads("Who comes?");
    cleo.goTo("Random");
    ThreadView thread = ThreadView.open(dan, "Who comes?");
    thread.say("I do");
    thread.say("And my sister");
    Locator badge = cleo.see("open-threads").locator(".badge");
    assertThat(badge).hasText("2");
    thread.close();
    dan.say("One");
    dan.say("Two");
    dan.reads("Two");
    visitors.sweep();
    assertThat(badge).hasText("1");
    dan.say("Three");
    dan.reads("Three");
    visitors.sweep();
    assertThat(badge).hasCount(0);
    cleo.see("open-threads").click();
    assertThat(cleo.see("thread-entry")).hasCount(0);
  }
}
