package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** More public rooms than the switcher reads through: 20 pages of 100. */
final class ThousandsOfRoomsIT {
  private static final int ROOMS = 2_110;

  @TempDir private static Path data;

  @RegisterExtension
  final Visitors visitors =
      new Visitors().with("STORE", "sqlite").with("DATA_DIR", data.toString());

  @BeforeAll
  static void fill() throws Exception {
    try (LongLog log = new LongLog(data)) {
      for (int number = 0; number < ROOMS; number++) {
        log.addEmpty("club-%04d".formatted(number), "Club %04d".formatted(number));
      }
      log.add("z", "Z", 1);
      log.addEmpty("zebra-crossing", "Zébra crossing");
    }
  }

  @Test
  void theSwitcherFindsEveryRoomByTheBeginningOfItsName() {
    Visitor ada = visitors.enter("Ada");
    ada.page().keyboard().press("Control+k");
    ada.page().keyboard().type("nothing of that name");
    assertThat(ada.see("switch-said"))
        .hasText("There are more rooms. Type the beginning of the name.");
    ada.page().locator(".switch-input").fill("zebra c");
    assertThat(ada.see("switch-option")).hasText("Zébra crossing");
    ada.page().keyboard().press("Enter");
    ada.isIn("Zébra crossing");
  }

  @Test
  void aRoomWithAShortNameIsNamedInTheSearch() {
    Visitor bea = visitors.enter("Bea");
    bea.page().keyboard().press("Control+Shift+F");
    bea.see("search-query").fill("good morning everybody");
    assertThat(bea.page().locator(".hit-room")).hasText("Z");
  }
}
