package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More public rooms than the server lists at first: what a list leaves out has not ended. */
final class ManyRoomsIT {
  private static final int ROOMS = 110;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aRoomBeyondTheListIsOpenedAndNotCalledEnded() {
    Visitor ada = visitors.enter("Ada");
    try (Script bob = new Script(visitors.port(), "general")) {
      for (int i = 0; i < ROOMS; i++) {
        bob.create("Alley " + i);
      }
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
      for (int i = 0; i < ROOMS; i++) {
        bob.create("Alley " + i);
      }
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
