package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OfflineIT {
  @RegisterExtension
  final Visitors visitors =
      new Visitors().with("PRESENCE_GRACE", "0s").with("CODE_ROOM_GRACE", "0s");

  private Cable cable;

  @BeforeEach
  void layCable() throws IOException {
    cable = new Cable(visitors.port());
  }

  @AfterEach
  void takeCableAway() throws IOException {
    cable.close();
  }

  @Test
  void whatIsWrittenOfflineWaitsAndGoesOutOnceAndInOrder() {
    Visitor ada = enter("Ada");
    Visitor bob = visitors.enter("Bob");

    loseNetwork(ada);
    ada.say("One");
    ada.say("Two");
    assertThat(ada.message("One")).hasAttribute("data-state", "sending");
    assertThat(ada.message("Two")).hasAttribute("data-state", "sending");
    assertThat(ada.see("banner")).containsText("2 messages waiting");
    assertThat(ada.see("composer")).isEditable();
    bob.say("Meanwhile");
    bob.reads("Meanwhile");

    findNetwork(ada);
    assertThat(ada.see("banner")).isHidden();
    for (Visitor each : new Visitor[] {ada, bob}) {
      each.reads("One");
      each.reads("Two");
      assertThat(each.see("message-text")).hasText(new String[] {"Meanwhile", "One", "Two"});
    }
  }

  @Test
  void aLostAnswerCostsNoMessageAndDoublesNone() {
    Visitor ada = enter("Ada");
    Visitor bob = visitors.enter("Bob");

    cable.loseAnswers();
    ada.say("Only once");
    bob.reads("Only once");
    assertThat(ada.message("Only once")).hasAttribute("data-state", "sending");
    loseNetwork(ada);
    findNetwork(ada);
    ada.reads("Only once");
    bob.say("Heard");
    ada.reads("Heard");
    assertThat(bob.message("Only once")).hasCount(1);
    assertThat(ada.message("Only once")).hasCount(1);
  }

  @Test
  void whatWaitsOutlivesAReload() {
    Visitor ada = enter("Ada");
    Visitor bob = visitors.enter("Bob");

    loseNetwork(ada);
    ada.say("Patience");
    assertThat(ada.message("Patience")).hasAttribute("data-state", "sending");
    ada.page().reload();
    assertThat(ada.see("banner")).isVisible();
    assertThat(bob.message("Patience")).hasCount(0);

    findNetwork(ada);
    ada.inside();
    ada.reads("Patience");
    bob.reads("Patience");
  }

  @Test
  void aRoomOpenedOfflineIsThereAfterwards() {
    Visitor ada = enter("Ada");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Random");

    loseNetwork(ada);
    ada.goTo("Random");
    assertThat(ada.page().getByText("shown when the server can be reached")).isVisible();
    ada.say("Am I in?");
    assertThat(ada.message("Am I in?")).hasAttribute("data-state", "sending");
    findNetwork(ada);
    ada.reads("Am I in?");
    bob.reads("Am I in?");
    bob.say("You are");
    ada.reads("You are");
  }

  @Test
  void whatWasMissedIsThereAfterwards() {
    Visitor ada = enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.goTo("Random");
    bob.say("Before");
    assertThat(ada.room("General").getByTestId("unread")).hasText("1");

    loseNetwork(ada);
    bob.say("During");
    bob.reads("During");
    bob.goTo("Random");
    bob.say("Here too");
    bob.reads("Here too");
    findNetwork(ada);
    ada.reads("Here too");
    assertThat(ada.room("General").getByTestId("unread")).hasText("2");
    ada.goTo("General");
    ada.reads("Before");
    ada.reads("During");
  }

  @Test
  void aCodeRoomThatEndedMeanwhileIsTold() {
    Visitor ada = enter("Ada");
    ada.see("new-room").click();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Short lived");
    ada.see("new-room-create").click();
    ada.isIn("Short lived");

    loseNetwork(ada);
    findNetwork(ada);
    assertThat(ada.see("toast", "Short lived has ended.")).isVisible();
    ada.isIn("General");
    assertThat(ada.room("Short lived")).hasCount(0);
  }

  @Test
  void aServerThatStopsIsToldOf() {
    Visitor ada = enter("Ada");
    ada.losesConnection();

    visitors.stopServer();
    assertThat(ada.see("banner")).isVisible();
    ada.say("Anybody?");
    assertThat(ada.message("Anybody?")).hasAttribute("data-state", "sending");
    assertThat(ada.page().getByText("Waiting for the connection")).hasCSS("opacity", "1");
    ada.photograph("offline");
  }

  private Visitor enter(String name) {
    return visitors.come(name, cable.address(), new NewContextOptions()).enter();
  }

  private void loseNetwork(Visitor visitor) {
    visitor.losesConnection();
    cable.cut();
    assertThat(visitor.page().locator(".is-cut-off")).isVisible();
  }

  /** The browser hears that it is online again, as it would without the cable. */
  private void findNetwork(Visitor visitor) {
    cable.mend();
    visitor.page().evaluate("dispatchEvent(new Event('online'))");
  }
}
