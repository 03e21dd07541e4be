package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a first visit may cost. */
final class BudgetIT {
  /** Of all that comes by the wire, heads too: with so many small files they weigh. */
  private static final int MOST_BYTES = 100 * 1_024;

  private static final int MOST_BYTES_INSIDE = 344 * 1_024;

  /** Over a slow network each file costs more than its bytes; how long all take is a benchmark. */
  private static final int MOST_FILES = 66;

  private static final int MOST_FILES_INSIDE = 187;

  /** Browsers make up a movement when what lies below the pointer changes: that is no first use. */
  private static final String STILL =
      "addEventListener('pointermove', (event) => event.stopImmediatePropagation(), true);";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aFirstVisitLoadsLittleAndNothingTwice() {
    Visitor ada = visitors.come("Ada", "about:blank", new NewContextOptions());
    ada.context().addInitScript(STILL);
    List<Response> responses = new ArrayList<>();
    ada.page().onResponse(responses::add);

    ada.open(visitors.cable().address());
    assertThat(ada.see("entry-name")).isFocused();
    long first = visitors.cable().bytesDown();
    int firstFiles = responses.size();
    ada.enter();
    long inside = visitors.cable().bytesDown();
    System.out.printf(
        "FIGURES first screen: %d bytes, %d files; chat: %d bytes, %d files%n",
        first, firstFiles, inside, responses.size());
    assertTrue(first < MOST_BYTES, first + " bytes to the first screen");
    assertTrue(inside < MOST_BYTES_INSIDE, inside + " bytes to the chat");
    assertTrue(firstFiles <= MOST_FILES, firstFiles + " files to the first screen");
    assertTrue(responses.size() <= MOST_FILES_INSIDE, responses.size() + " files to the chat");

    List<String> files =
        responses.stream()
            .map(Response::url)
            .filter(url -> url.matches(".*\\.(js|css|html)"))
            .toList();
    assertTrue(files.size() > 50, "all are seen: " + files);
    assertEquals(files.stream().distinct().toList(), files);
    assertEquals(1, files.stream().filter(url -> url.matches(".*/js/i18n/[a-z]{2}\\.js")).count());
  }
}
