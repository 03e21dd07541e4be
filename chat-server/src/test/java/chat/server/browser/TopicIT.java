package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a room is about, where that was told. */
final class TopicIT {
  private static final String TOPIC = "Seeds, compost & <slugs>";

  @TempDir private static Path data;

  @RegisterExtension
  final Visitors visitors =
      new Visitors().with("STORE", "sqlite").with("DATA_DIR", data.toString());

  @BeforeAll
  static void fill() throws Exception {
    try (LongLog log = new LongLog(data)) {
      log.add("garden", "Garden club", TOPIC);
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
}
