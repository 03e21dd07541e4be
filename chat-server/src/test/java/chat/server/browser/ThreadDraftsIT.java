package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is written in a thread is kept apart from the room's, and goes out once. */
final class ThreadDraftsIT {
  private static final String PASSWORD = "a good deal of wood";

  @RegisterExtension final Visitors visitors = new Visitors().withServiceWorker();

  @Test
  void theDraftOfAThreadSurvivesAReloadAndDoesNotMixWithTheRooms() {
    Visitor ada = visitors.enter("Ada");
    ada.say("One root");
    ada.say("Another root");
    ada.reads("Another root");
    ThreadView thread = ThreadView.open(ada, "One root");
    thread.composer().fill("for the one thread");
    ada.page().locator("main").getByTestId("composer").fill("for the room");
    thread.close();
    ThreadView.open(ada, "Another root");
    assertThat(thread.composer()).hasValue("");
    thread.close();

    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("for the room");
    ThreadView.open(ada, "One root");
    assertThat(thread.composer()).hasValue("for the one thread");
    thread.composer().press("Enter");
    thread.reads("for the one thread");
    assertThat(ada.page().locator("main").getByTestId("composer")).hasValue("for the room");
    ada.page().reload();
    ada.inside();
    ThreadView.open(ada, "One root");
    assertThat(thread.composer()).hasValue("");
  }

  @Test
  void theDraftOfAThreadIsTheSameOnAllDevices() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    ada.register(PASSWORD).inside();
    Visitor other = visitors.come("Ada", visitors.address(), new NewContextOptions());
    other.signIn(PASSWORD).inside();
    ada.say("Root");
    other.reads("Root");

    ThreadView here = ThreadView.open(ada, "Root");
    ThreadView there = ThreadView.open(other, "Root");
    there.composer().blur();
    here.composer().fill("begun here");
    assertThat(there.composer()).hasValue("begun here");
    assertThat(other.page().locator("main").getByTestId("composer")).hasValue("");
    there.composer().press("End");
    there.composer().pressSequentially(", ended there");
    there.composer().press("Enter");
    here.reads("begun here, ended there");
    here.composer().blur();
    assertThat(here.composer()).hasValue("");
  }

  @Test
  void aReplyWrittenWithoutANetworkSurvivesAReloadAndGoesOutOnce() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.isInstalled();
    ada.page().reload();
    ada.inside();
    ada.say("Root");
    bob.reads("Root");
    ThreadView ofBob = ThreadView.open(bob, "Root");
    ThreadView ofAda = ThreadView.open(ada, "Root");
    visitors.loseNetwork(ada);
    ofAda.say("Written on the train");
    assertThat(ofAda.message("Written on the train")).hasAttribute("data-state", "sending");
    assertThat(ThreadView.inRoom(ada, "Written on the train"))
        .hasAttribute("data-state", "sending");
    ofBob.say("Meanwhile");
    ofBob.reads("Meanwhile");
    ada.page().reload();
    ada.inside();
    ThreadView.open(ada, "Root");
    assertThat(ofAda.message("Written on the train")).hasAttribute("data-state", "sending");
    assertThat(ofAda.message("Meanwhile")).hasCount(0);

    visitors.findNetwork(ada);
    ofAda.reads("Written on the train");
    ofAda.reads("Meanwhile");
    ofBob.reads("Written on the train");
    assertThat(ofBob.panel().locator(".row-replies")).hasText("2 replies");
    assertThat(ThreadView.inRoom(bob, "Written on the train")).hasCount(1);
    ofAda.say("Arrived");
    ofBob.reads("Arrived");
    assertThat(ofBob.message("Written on the train")).hasCount(1);
  }

  @Test
  void whatCameWhileOneWasAwayIsInThePanel() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Root");
    bob.reads("Root");
    ThreadView ofAda = ThreadView.open(ada, "Root");
    ThreadView ofBob = ThreadView.open(bob, "Root");
    ofBob.say("Before");
    ofAda.reads("Before");
    visitors.loseNetwork(ada);
    ofBob.act("Before", "edit-message");
    ofBob.panel().getByTestId("edit-input").fill("Changed");
    ofBob.panel().getByTestId("edit-input").press("Enter");
    ofBob.say("After");
    ofBob.reads("After");
    visitors.findNetwork(ada);
    ofAda.reads("After");
    ofAda.reads("Changed");
    assertThat(ofAda.message("Before")).hasCount(0);
    assertThat(ofAda.panel().locator(".row-replies")).hasText("2 replies");
  }

  @Test
  void anEditBegunInThePanelGoesOnInTheRoomWhenItCloses() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Root");
    ada.reads("Root");
    ThreadView thread = ThreadView.open(ada, "Root");
    thread.say("A reply");
    thread.reads("A reply");
    thread.act("A reply", "edit-message");
    thread.panel().getByTestId("edit-input").fill("A better rep");
    assertThat(ada.see("edit-input")).hasCount(1);
    thread.close();
    assertThat(ada.page().locator("main").getByTestId("edit-input")).hasValue("A better rep");
    ada.goTo("Random");
    ada.goTo("General");
    assertThat(ada.see("edit-input")).hasValue("A better rep");
    ada.see("edit-input").press("Enter");
    ada.reads("A better rep");
  }
}
