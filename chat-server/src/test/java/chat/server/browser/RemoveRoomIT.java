package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Administrators delete rooms in the page; others are not offered it. */
final class RemoveRoomIT {
  @RegisterExtension final Visitors visitors = new Visitors().withAdminToken();

  @Test
  void anAdministratorDeletesARoomForEverybody() throws IOException {
    Visitor ada = visitors.enter("Ada");
    ada.see("new-room").click();
    ada.see("new-room-kind-public").check();
    ada.see("new-room-name").fill("Garden club");
    ada.see("new-room-create").click();
    ada.isIn("Garden club");
    ada.say("Peas");
    assertThat(ada.see("remove-room")).isHidden();

    Visitor root = visitors.come("Root");
    root.see("tab-register").click();
    root.see("set-up-register").click();
    root.see("register-admin").fill(visitors.adminToken());
    root.register("a good deal of wood").inside();
    root.isIn("General");
    assertThat(root.see("remove-room")).isHidden(); // it is permanent
    root.goTo("Garden club");
    root.reads("Peas");

    root.see("remove-room").click();
    assertThat(root.page().getByText("Delete Garden club?")).isVisible();
    assertThat(root.page().getByText("Cancel")).isFocused();
    root.show("remove-room");
    root.page().getByText("Cancel").click();
    root.isIn("Garden club");

    root.see("remove-room").click();
    root.see("remove-room-yes").click();
    assertThat(root.room("Garden club")).hasCount(0);
    assertThat(ada.room("Garden club")).hasCount(0);
    assertThat(ada.see("toast", "Garden club has ended.")).isVisible();
  }
}
