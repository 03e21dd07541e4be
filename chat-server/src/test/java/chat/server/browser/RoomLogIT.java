package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page's state is the fold of a room's log, with events of every type in it. */
final class RoomLogIT {
  private static final int HISTORIES = 120;
  private static final int STEPS = 250;
  private static final int MESSAGES = 150;
  private static final int OTHERS = 3;

  @TempDir private static Path data;

  @RegisterExtension
  final Visitors visitors =
      new Visitors().with("STORE", "sqlite").with("DATA_DIR", data.toString());

  @BeforeAll
  static void fillRooms() throws IOException {
    try (LongLog log = new LongLog(data)) {
      log.add("orchard", "Orchard", MESSAGES, OTHERS);
    }
  }

  @Test
  void foldsRandomHistoriesInWhateverOrderTheyArrive() throws IOException {
    Page page = visitors.come("Ada").page();
    String replay = resource("room-log.js");
    Map<Object, Integer> seen = new TreeMap<>();
    for (int seed = 1; seed <= HISTORIES; seed++) {
      Object given = Map.of("seed", seed, "steps", STEPS, "sweeps", seed % 3 == 0);
      Map<?, ?> outcome = (Map<?, ?>) page.evaluate(replay, given);
      assertEquals(List.of(), outcome.get("differing"));
      ((Map<?, ?>) outcome.get("counts"))
          .forEach((what, count) -> seen.merge(what, (Integer) count, Integer::sum));
    }
    System.out.println("FIGURES replayed histories: " + HISTORIES + ", with " + seen);
    seen.forEach((what, count) -> assertTrue(count > HISTORIES / 2, what + " happened " + count));
  }

  /** A newer version of the server stored them, and the present one reads its store. */
  @Test
  void eventsOfLaterVersionsAreNeitherShownNorMissed() {
    Visitor ada =
        visitors.come("Ada", visitors.address() + "?room=orchard", new NewContextOptions());
    List<String> asked = new ArrayList<>();
    ada.page()
        .onWebSocket(
            socket -> socket.onFrameSent((WebSocketFrame frame) -> asked.add(frame.text())));
    ada.enter();
    ada.isIn("Orchard");
    assertThat(messageOf(ada, MESSAGES - 1)).isVisible();
    Locator list = ada.see("message-list");
    for (int number : new int[] {100, 50, 0}) {
      ada.page()
          .waitForCondition(
              () -> {
                list.evaluate("list => { list.scrollTop = 0; }");
                return messageOf(ada, number).count() == 1;
              });
    }
    assertThat(ada.page().getByText("This is where Orchard begins")).isVisible();
    assertEquals(IntStream.range(0, MESSAGES).mapToObj(RoomLogIT::seqOf).toList(), seqs(ada));

    try (Script bob = new Script(visitors.port(), "orchard").named("Bob")) {
      bob.say("orchard", "After all of them");
    }
    ada.see("new-messages-button").click();
    ada.reads("After all of them");
    assertEquals(
        List.of(),
        asked.stream().filter(frame -> frame.matches(".*\"history\".*\"after\".*")).toList());
    ada.page().reload();
    ada.inside();
    ada.reads("After all of them");
  }

  @Test
  void eventsOfLaterVersionsAreNotUnread() {
    Visitor eve =
        visitors.come("Eve", visitors.address() + "?room=orchard", new NewContextOptions());
    eve.enter();
    eve.isIn("Orchard");
    eve.goTo("General");
    try (Script bob = new Script(visitors.port(), "orchard").named("Cleo")) {
      bob.say("orchard", "One");
      bob.say("orchard", "Two");
    }
    assertThat(eve.room("Orchard").getByTestId("unread")).hasText("2");
    eve.page().reload();
    eve.inside();
    assertThat(eve.room("Orchard").getByTestId("unread")).hasText("2");
  }

  private static Locator messageOf(Visitor visitor, int number) {
    return visitor.page().locator("[data-test=message][data-seq='" + seqOf(number) + "']");
  }

  private static String seqOf(int number) {
    return Integer.toString(1 + number * (1 + OTHERS));
  }

  private static List<?> seqs(Visitor visitor) {
    return (List<?>)
        visitor.see("message").evaluateAll("(rows) => rows.map((row) => row.dataset.seq)");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RoomLogIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceFirst("(?s)^(//[^\n]*\n)+", "");
    }
  }
}
