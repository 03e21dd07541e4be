package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More public rooms than the server lists at first: what a list leaves out has not ended. */
final class ManyRoomsIT {
  private static final int ROOMS = 120;
  private static final int ROOMS_OF_ONE = 40;

  /** Creates rooms of one's own with names as big as they may be, beside the page. */
  private static final String CREATE_OWN =
      """
      (count) => new Promise((done) => {
        const socket = new WebSocket(new URL("ws", location.href).href.replace("http", "ws"), "chat.v1");
        let created = 0;
        socket.onmessage = ({ data }) => {
          const { type } = JSON.parse(data);
          if (type === "room_created") created++;
          if (created === count) done(socket.close());
          else if (type === "welcome" || type === "room_created")
            socket.send(JSON.stringify({
              type: "create_room",
              id: `${created}`,
              kind: "private",
              name: "🙃".repeat(58) + created,
            }));
        };
      })
      """;

  /** More than a welcome has place for: 128 KiB at some 450 bytes each. */
  private static final int OWN_ROOMS = 340;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void allOfOnesOwnRoomsAreListedHoweverMany() {
    Visitor ada = visitors.enter("Ada");
    ada.page().evaluate(CREATE_OWN, OWN_ROOMS);
    assertThat(own(ada)).hasCount(OWN_ROOMS + 1);
    ada.context()
        .addInitScript("localStorage.clear(); localStorage.setItem('chat.session', 'cookie')");
    ada.page().reload();
    assertThat(own(ada)).hasCount(OWN_ROOMS + 1);
  }

  /** Each user may create fewer public rooms than fill the list. */
  private void createAlleys() {
    for (int created = 0; created < ROOMS; ) {
      try (Script author = new Script(visitors.port(), "general")) {
        for (int i = 0; i < ROOMS_OF_ONE; i++) {
          author.create("Alley " + created++);
        }
      }
    }
  }

  private static Locator own(Visitor visitor) {
    return visitor.page().locator("[data-ref=own] [data-test=room-item]");
  }

  @Test
  void aRoomBeyondTheListIsOpenedAndNotCalledEnded() {
    Visitor ada = visitors.enter("Ada");
    try (Script bob = new Script(visitors.port(), "general")) {
      createAlleys();
      String id = bob.create("Zebra crossing");
      bob.say(id, "Look left, then right.");
      assertThat(ada.room("Zebra crossing")).hasCount(1);

      ada.open(visitors.address() + "?room=" + id);
      ada.inside();
      assertThat(ada.see("room-title")).hasText("Zebra crossing");
      ada.reads("Look left, then right.");
      assertThat(ada.see("toast", "ended")).hasCount(0);
    }
  }

  @Test
  void aRoomThatThePageDoesNotHoldIsNamedInTheSearch() {
    try (Script bob = new Script(visitors.port(), "general")) {
      createAlleys();
      bob.say(bob.create("Zebra crossing"), "An unusual pedestrian");
      Visitor ada = visitors.enter("Ada");
      assertThat(ada.room("Zebra crossing")).hasCount(0);
      ada.page().keyboard().press("Control+Shift+F");
      ada.see("search-query").fill("pedestrian");
      assertThat(ada.page().locator(".hit-room")).hasText("Zebra crossing");
      assertThat(ada.room("Zebra crossing")).hasCount(0);
    }
  }
}
