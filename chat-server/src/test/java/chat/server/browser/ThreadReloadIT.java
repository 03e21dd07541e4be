package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The thread that was open is open again after a reload, where it has a place beside the room. */
final class ThreadReloadIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void theOpenThreadAndItsDraftAreThereAgainAndTheFocusStays() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    // It would have the file that is held back below.
    ada.context().addInitScript("delete Navigator.prototype.serviceWorker");
    ada.open(visitors.address());
    ada.enter();
    Visitor bob = visitors.enter("Bob");
    ada.say("Root");
    ada.reads("Root");
    ThreadView thread = ThreadView.open(ada, "Root");
    thread.say("First reply");
    thread.reads("First reply");
    thread.composer().fill("half a rep");
    // What loads the panel comes late: the user writes in the room meanwhile.
    List<Route> held = new ArrayList<>();
    ada.context().route("**/thread-panel.css", held::add);

    ada.page().reload();
    ada.inside();
    Locator composer = ada.page().locator("main").getByTestId("composer");
    assertThat(composer).isFocused();
    composer.pressSequentially("for the ");
    ada.page().waitForCondition(() -> !held.isEmpty());
    assertThat(thread.panel()).hasCount(0);
    held.forEach(Route::resume);
    ThreadView.isOpen(ada);
    assertThat(thread.composer()).hasValue("half a rep");
    assertThat(composer).isFocused();
    ada.page().keyboard().type("room");
    assertThat(composer).hasValue("for the room");
    thread.reads("First reply");
    ThreadView ofBob = ThreadView.open(bob, "Root");
    ofBob.say("Second reply");
    thread.reads("Second reply");
    ada.show("thread-after-reload");
    ada.page().keyboard().press("Escape");
    assertThat(thread.panel()).hasCount(0);
    assertThat(composer).isFocused();
  }

  @Test
  void aThreadThatWasClosedStaysClosed() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Root");
    ada.reads("Root");
    ThreadView thread = ThreadView.open(ada, "Root");
    thread.close();
    reload(ada);
    assertThat(thread.panel()).hasCount(0);

    ThreadView.open(ada, "Root");
    ada.goTo("Random");
    reload(ada);
    ada.isIn("Random");
    assertThat(thread.panel()).hasCount(0);
    ada.goTo("General");
    assertThat(thread.panel()).hasCount(0);
  }

  @Test
  void onAPhoneItDoesNotCoverTheRoomByItself() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address()).enter();
    bob.say("Root");
    ada.reads("Root").tap();
    ada.message("Root").getByTestId("open-thread").tap();
    ThreadView thread = ThreadView.isOpen(ada);
    thread.composer().fill("half a rep");
    reload(ada);
    assertThat(thread.panel()).hasCount(0);
    assertThat(ada.page().locator("main .room-inner")).not().hasAttribute("inert", "");
    ada.message("Root").tap();
    ada.message("Root").getByTestId("open-thread").tap();
    assertThat(thread.composer()).hasValue("half a rep");
  }

  /** Loads the page anew, until all of it has come that it asks for by itself. */
  private static void reload(Visitor visitor) {
    visitor.page().reload();
    visitor.inside();
    visitor.page().waitForLoadState(LoadState.NETWORKIDLE);
  }
}
