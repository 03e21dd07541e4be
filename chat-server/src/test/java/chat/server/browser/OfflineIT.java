package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OfflineIT {

  @RegisterExtension
  final Visitors visitors =
      new Visitors().withServiceWorker().with("PRESENCE_GRACE", "0s").with("CODE_ROOM_GRACE", "0s");

  @Test
  void whatIsWrittenOfflineWaitsAndGoesOutOnceAndInOrder() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");

    visitors.loseNetwork(ada);
    ada.say("One");
    ada.say("Two");
    assertThat(ada.message("One")).hasAttribute("data-state", "sending");
    assertThat(ada.message("Two")).hasAttribute("data-state", "sending");
    assertThat(ada.see("banner")).containsText("2 messages waiting");
    assertThat(ada.see("composer")).isEditable();
    bob.say("Meanwhile");
    bob.reads("Meanwhile");

    visitors.findNetwork(ada);
    assertThat(ada.see("banner")).isHidden();
    for (Visitor each : new Visitor[] {ada, bob}) {
      each.reads("One");
      each.reads("Two");
      assertThat(each.see("message-text")).hasText(new String[] {"Meanwhile", "One", "Two"});
    }
  }

  @Test
  void aLostAnswerCostsNoMessageAndDoublesNone() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");

    visitors.cable().loseAnswers();
    ada.say("Only once");
    bob.reads("Only once");
    assertThat(ada.message("Only once")).hasAttribute("data-state", "sending");
    visitors.loseNetwork(ada);
    visitors.findNetwork(ada);
    ada.reads("Only once");
    bob.say("Heard");
    ada.reads("Heard");
    assertThat(bob.message("Only once")).hasCount(1);
    assertThat(ada.message("Only once")).hasCount(1);
  }

  @Test
  void whatWaitsOutlivesAReload() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");

    visitors.loseNetwork(ada);
    ada.say("Patience");
    assertThat(ada.message("Patience")).hasAttribute("data-state", "sending");
    ada.page().reload();
    assertThat(ada.see("banner")).isVisible();
    assertThat(bob.message("Patience")).hasCount(0);

    visitors.findNetwork(ada);
    ada.inside();
    ada.reads("Patience");
    bob.reads("Patience");
  }

  @Test
  void anEditorKeepsTheFocusWhenTheServerIsReachedAgain() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Draft");
    ada.reads("Draft").hover();
    ada.message("Draft").getByTestId("message-more").click();
    ada.see("edit-message").click();
    ada.see("edit-input").fill("Half a sent");

    visitors.loseNetwork(ada);
    ada.page().reload();
    ada.see("edit-input").press("End");
    bob.say("Meanwhile");
    visitors.findNetwork(ada);
    ada.reads("Meanwhile");
    ada.page().keyboard().type("ence");
    ada.page().keyboard().press("Enter");
    bob.reads("Half a sentence");
  }

  @Test
  void aRoomOpenedOfflineIsThereAfterwards() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Random");

    visitors.loseNetwork(ada);
    ada.goTo("Random");
    assertThat(ada.page().getByText("appear when the server can be reached")).isVisible();
    ada.say("Am I in?");
    assertThat(ada.message("Am I in?")).hasAttribute("data-state", "sending");
    assertThat(ada.page().locator(".room-topic")).hasText(""); // how many are there is not known
    ada.show("room-opened-offline");
    visitors.findNetwork(ada);
    ada.reads("Am I in?");
    assertThat(ada.page().locator(".room-topic")).hasText("2 people here");
    bob.reads("Am I in?");
    bob.say("You are");
    ada.reads("You are");
  }

  @Test
  void whatWasMissedIsThereAfterwards() {
    Visitor ada = visitors.enterByCable("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.goTo("Random");
    bob.say("Before");
    assertThat(ada.room("General").getByTestId("unread")).hasText("1");

    visitors.loseNetwork(ada);
    bob.say("During");
    bob.reads("During");
    bob.goTo("Random");
    bob.say("Here too");
    bob.reads("Here too");
    visitors.findNetwork(ada);
    ada.reads("Here too");
    assertThat(ada.room("General").getByTestId("unread")).hasText("2");
    ada.goTo("General");
    ada.reads("Before");
    ada.reads("During");
  }

  @Test
  void aCodeRoomThatEndedMeanwhileIsTold() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.see("new-room").click();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Short lived");
    ada.see("new-room-create").click();
    ada.isIn("Short lived");
    String id = ada.page().url().replaceFirst(".*[?&]room=([^&#]+).*", "$1");
    String messages = visitors.cable().address() + "api/rooms/" + id + "/messages";
    assertTrue(ada.context().request().get(messages).ok(), messages);

    visitors.loseNetwork(ada);
    long deadline = System.nanoTime() + Patience.DURATION.toNanos();
    while (ada.context().request().get(messages).ok()) { // the page may notice before the server
      assertTrue(System.nanoTime() < deadline, "the room never ends");
    }
    visitors.findNetwork(ada);
    assertThat(ada.see("toast", "Short lived has ended.")).isVisible();
    ada.isIn("General");
    assertThat(ada.room("Short lived")).hasCount(0);
  }

  @Test
  void aServerThatStopsIsToldOf() {
    Visitor ada = visitors.enterByCable("Ada");
    ada.losesConnection();

    visitors.stopServer();
    assertThat(ada.see("banner")).isVisible();
    ada.say("Anybody?");
    assertThat(ada.message("Anybody?")).hasAttribute("data-state", "sending");
    assertThat(ada.page().getByText("Waiting for the connection")).hasCSS("opacity", "1");
    ada.photograph("offline");
  }
}
