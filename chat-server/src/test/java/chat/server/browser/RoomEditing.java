package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

/** What owners of rooms do in the page, and what is seen of it. Stateless. */
final class RoomEditing {
  private RoomEditing() {}

  /** Creates a public room, which is open then. */
  static void createRoom(Visitor visitor, String name) {
    visitor.see("new-room").click();
    visitor.see("new-room-kind-public").check();
    visitor.see("new-room-name").fill(name);
    visitor.see("new-room-create").click();
    assertThat(visitor.see("room-title")).hasText(name);
  }

  /** Changes the topic of the open room by the dialog. */
  static void changeTopic(Visitor visitor, String topic) {
    changeRoom(visitor, null, topic);
  }

  /** Changes name and topic of the open room by the dialog; what is null stays. */
  static void changeRoom(Visitor visitor, String name, String topic) {
    visitor.see("edit-room").click();
    if (name != null) {
      visitor.see("edit-room-name").fill(name);
    }
    if (topic != null) {
      visitor.see("edit-room-topic").fill(topic);
    }
    visitor.see("edit-room-save").click();
    assertThat(visitor.see("room-edit")).hasCount(0);
  }

  /** The line below the name of the open room. */
  static Locator topic(Visitor visitor) {
    return visitor.page().locator(".room-topic");
  }

  /** The lines in the list of messages that tell of changes. */
  static Locator changes(Visitor visitor) {
    return visitor.see("room-change");
  }
}
