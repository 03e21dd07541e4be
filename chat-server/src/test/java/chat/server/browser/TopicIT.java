package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a room is about, where that was told. */
final class TopicIT {
  private static final String TOPIC = "Seeds, compost & <slugs>";

  private static final String LONG =
      "Everything about apples, pears and quinces, and https://example.org/trees for the plan of"
          + " who waters which tree on which day of the week";

  @TempDir private static Path data;

  @RegisterExtension
  final Visitors visitors =
      new Visitors().with("STORE", "sqlite").with("DATA_DIR", data.toString());

  @BeforeAll
  static void fill() throws Exception {
    try (LongLog log = new LongLog(data)) {
      log.add("garden", "Garden club", TOPIC);
      log.add("orchard", "Orchard", LONG);
    }
  }

  @Test
  void theTopicStandsInTheHeadAndWhereTheRoomBegins() {
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.room("Garden club")).hasAttribute("title", TOPIC);
    ada.goTo("Garden club");
    assertThat(ada.page().locator(".room-topic")).hasText("1 person here · " + TOPIC);
    ada.say("Peas");
    ada.reads("Peas");
    assertThat(ada.page().locator(".row-start p")).hasText(TOPIC);
    ada.show("topic");
  }

  @Test
  void aLongTopicUnfoldsOnAPhoneAndItsLinkCanBeFollowed() {
    Visitor ada = visitors.comeByPhone("Abe", visitors.address() + "?room=orchard");
    ada.see("entry-name").fill("Abe");
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("Orchard");
    Locator link = ada.page().locator(".room-topic a");
    assertThat(link).hasAttribute("href", "https://example.org/trees");
    assertThat(link).hasAttribute("target", "_blank");
    assertThat(ada.see("whole-topic")).hasAttribute("aria-expanded", "false");
    ada.see("whole-topic").tap();
    assertThat(ada.see("whole-topic")).hasAttribute("aria-expanded", "true");
    assertThat(link).isInViewport();
    ada.show("phone-topic");
    ada.see("whole-topic").tap();
    assertThat(ada.page().locator(".has-whole-topic")).hasCount(0);
  }
}
