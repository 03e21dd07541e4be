package chat.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Looks for what keeps people out: axe-core with all of its rules, best practices too, and the
 * experimental one that holds names to what is seen.
 */
final class Axe {
  private static final String SOURCE = read();

  /** What is wrong, one line for each element; colours that axe cannot judge are not. */
  private static final String RUN =
      """
      async () => {
        const { violations } = await axe.run(SEEN, {
          resultTypes: ["violations"],
          rules: { "label-content-name-mismatch": { enabled: true } },
        });
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${target} ${help}. ${failureSummary}`));
      }
      """;

  /** All but most rows of emoji, which are made alike and cost axe more than all the rest. */
  private static final String SEEN = "{ exclude: ['.emoji-rows > :nth-child(n + 5)'] }";

  private Axe() {}

  /** Fails if anything is found in what the page shows at this moment. */
  static void findsNothing(Page page, String state) {
    if (!(boolean) page.evaluate("'axe' in window")) {
      page.evaluate(SOURCE);
    }
    assertEquals(List.of(), page.evaluate(RUN.replace("SEEN", SEEN)), state);
  }

  private static String read() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
