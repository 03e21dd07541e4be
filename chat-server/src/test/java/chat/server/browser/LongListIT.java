package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with many rooms, on a server with more than a welcome lists. */
final class LongListIT {
  private static final int ROOMS = 130;

  @TempDir private static Path data;

  @RegisterExtension
  final Visitors visitors =
      new Visitors().with("STORE", "sqlite").with("DATA_DIR", data.toString());

  private static int visits;

  private Visitor ada;

  @BeforeAll
  static void fill() throws Exception {
    try (LongLog log = new LongLog(data)) {
      for (int number = 0; number < ROOMS; number++) {
        log.add("club-%03d".formatted(number), "Club %03d".formatted(number), 0);
      }
      log.add("zz-quiet", "Quiet corner", 0);
    }
  }

  /** In the default room and 24 more. */
  @BeforeEach
  void join() {
    ada = visitors.enter("Ada" + ++visits);
    ada.page().evaluate(JOIN);
    assertThat(ada.see("room-list").locator("[data-ref=own] [data-room]")).hasCount(25);
  }

  private static final String JOIN =
      """
      () => new Promise((done) => {
        const socket = new WebSocket(location.origin.replace("http", "ws") + "/ws", "chat.v1");
        let left = 24;
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(data);
          if (frame.type === "welcome")
            for (let number = 0; number < 24; number++)
              socket.send(JSON.stringify({
                type: "join_room", id: `${number}`, users: false,
                room: `club-${String(number).padStart(3, "0")}`,
              }));
          if (frame.type === "joined_room" && --left === 0) { socket.close(); done(); }
        };
      })
      """;

  @Test
  void whatIsUnreadStandsAboveALongListAndStaysUntilOneGoesOn() {
    try (Script guest = new Script(visitors.port(), "club-020")) {
      guest.say("club-020", "Hello, @" + ada.name());
      guest.say("club-020", "Once more");
    }
    Locator raised = ada.see("unread-rooms");
    assertThat(raised.locator(".room-name")).hasText("Club 020");
    assertThat(raised.getByTestId("mention")).isVisible();
    assertThat(raised.getByTestId("unread")).hasText("2");
    assertThat(raised.locator(".count")).isVisible();
    assertThat(ada.room("Club 020"))
        .hasAccessibleName(Pattern.compile("^Club 020, 2 unread, mentions you, "));
    ada.show("long-list");

    ada.goTo("Club 020");
    assertThat(raised.locator(".room-name")).hasText("Club 020");
    assertThat(ada.see("unread-rooms").getByTestId("mention")).hasCount(0);
    ada.goTo("General");
    assertThat(raised).isHidden();
    assertThat(ada.room("Club 020")).hasCount(1);
  }

  @Test
  void unreadRoomsOutOfSightHaveASign() {
    ada.room("Club 023").scrollIntoViewIfNeeded();
    ada.see("room-list").evaluate("(list) => { list.scrollTop = list.scrollHeight; }");
    try (Script guest = new Script(visitors.port(), "club-020")) {
      guest.say("club-020", "Hello");
    }
    assertThat(ada.see("unread-elsewhere")).hasText("Unread ↑");
    ada.show("unread-elsewhere");
    ada.see("unread-elsewhere").click();
    assertThat(ada.room("Club 020")).isInViewport();
    assertThat(ada.see("unread-elsewhere")).isHidden();
  }

  @Test
  void theListIsOneTabStopAndScrollsAlong() {
    assertEquals(1, ada.page().locator(".room-item[tabindex='0']").count());
    Keyboard keys = ada.page().keyboard();
    for (int step = 0; step < 22; step++) {
      keys.press("Alt+ArrowDown");
    }
    assertThat(ada.page().locator("[aria-current=page]")).isInViewport();
    assertEquals(1, ada.page().locator(".room-item[tabindex='0']").count());

    ada.page().locator("[aria-current=page]").focus();
    keys.press("Home");
    assertThat(ada.page().locator(".room-item").first()).isFocused();
    keys.press("ArrowDown");
    assertThat(ada.page().locator(".room-item").nth(1)).isFocused();
    keys.press("Tab");
    assertThat(ada.page().locator(".room-item:focus")).hasCount(0);
  }

  @Test
  void theSwitcherFindsRoomsBeyondTheFirstHundredAndPeopleOfOnesRooms() {
    try (Script newcomer = new Script(visitors.port(), "club-007").named("Newcomer")) {
      ada.page().keyboard().press("Control+k");
      ada.page().keyboard().type("quiet c");
      assertThat(ada.see("switch-option")).hasText("Quiet corner");
      ada.show("switcher-found");
      ada.page().keyboard().press("Enter");
      ada.isIn("Quiet corner");

      ada.see("write-to").click();
      ada.page().keyboard().type("newco");
      assertThat(ada.see("switch-option")).hasText("Newcomer");
      ada.page().keyboard().press("Enter");
      assertThat(ada.see("room-title")).hasText("Newcomer");
      newcomer.say("club-007", "done");
    }
  }
}
