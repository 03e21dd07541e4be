package chat.server.browser;

import static chat.server.browser.RoomEditing.changeRoom;
import static chat.server.browser.RoomEditing.changes;
import static chat.server.browser.RoomEditing.createRoom;
import static chat.server.browser.RoomEditing.topic;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dialog in which owners and administrators change the name and the topic of a room. */
final class RoomEditIT {
  private static final String SEEDS = "Seeds, compost & <slugs>";

  @RegisterExtension final Visitors visitors = new Visitors().withAdminToken();

  @Test
  void aTakenNameAndALongTopicAreToldBesideTheirFields() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    ada.see("edit-room").click();
    assertThat(ada.see("edit-room-name")).isFocused();
    assertThat(ada.see("edit-room-name")).hasValue("Garden club");
    ada.see("edit-room-name").fill("general");
    ada.see("edit-room-topic").fill("Peas");
    ada.see("edit-room-save").click();
    assertThat(ada.fault("name", "room-edit-error"))
        .hasText("There is a room with this name already.");
    assertThat(ada.see("edit-room-name")).isFocused();
    assertThat(ada.see("edit-room-topic")).hasValue("Peas");
    ada.show("room-edit-name-taken");

    ada.see("edit-room-name").fill("Orchard");
    ada.see("edit-room-topic").fill("p".repeat(251));
    assertThat(ada.page().getByText("1 too many").first()).isVisible();
    ada.see("edit-room-save").click();
    assertThat(ada.fault("topic", "room-edit-error")).hasText("Use at most 250 characters.");
    assertThat(ada.see("edit-room-topic")).isFocused();
    ada.see("edit-room-topic").fill("  Two\n lines ");
    ada.see("edit-room-save").click();
    assertThat(ada.see("room-title")).hasText("Orchard");
    assertThat(topic(ada)).hasText("1 person here · Two lines");
  }

  @Test
  void whatAnotherOwnerChangesMeanwhileIsShownInTheDialog() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    Page first = ada.openTab(ada.page().url());
    ada.inside();
    Page second = ada.page();
    ada.turnTo(first);
    ada.see("edit-room").click();
    ada.see("edit-room-topic").fill("Mine");
    ada.turnTo(second);
    changeRoom(ada, "Orchard", "Theirs");
    ada.turnTo(first);
    assertThat(ada.see("edit-room-name")).hasValue("Orchard");
    assertThat(ada.see("edit-room-topic")).hasValue("Mine");
    ada.see("edit-room-save").click();
    assertThat(topic(ada)).hasText("1 person here · Mine");
    assertThat(ada.see("room-title")).hasText("Orchard");
  }

  @Test
  void othersAreNotOfferedItAndAreToldWhenTheyAskAllTheSame() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    assertThat(ada.see("edit-room")).isVisible();
    ada.goTo("General");
    assertThat(ada.see("edit-room")).isHidden(); // it has no author

    Visitor bob = visitors.enter("Bob");
    bob.goTo("Garden club");
    assertThat(bob.see("edit-room")).isHidden();
    Visitor eve = visitors.arrive("Eve", new NewContextOptions());
    eve.context().routeWebSocket(Pattern.compile(".*/ws"), RoomEditIT::claimToBeOwner);
    eve.open(visitors.address());
    eve.enter().goTo("Garden club");
    eve.see("edit-room").click();
    eve.see("edit-room-topic").fill("Weeds");
    eve.see("edit-room-save").click();
    assertThat(eve.fault("room", "room-edit-error"))
        .hasText("Only the person who created this room, or an administrator, can change it.");
    assertThat(eve.see("edit-room-topic")).hasValue("Weeds");
    eve.page().keyboard().press("Escape");
    assertThat(topic(eve)).hasText("3 people here");
  }

  private static void claimToBeOwner(WebSocketRoute page) {
    WebSocketRoute server = page.connectToServer();
    server.onMessage(
        frame -> page.send(frame.text().replace("\"role\":\"member\"", "\"role\":\"owner\"")));
  }

  @Test
  void anAdministratorGivesAPermanentRoomATopicAndNoName() throws IOException {
    Visitor root = visitors.come("Root");
    root.see("tab-register").click();
    root.see("set-up-register").click();
    root.see("register-admin").fill(visitors.adminToken());
    root.register("a good deal of wood").inside();
    root.isIn("General");
    root.see("edit-room").click();
    assertThat(root.see("edit-room-topic")).isFocused();
    assertThat(root.see("edit-room-name")).isHidden();
    assertThat(root.see("edit-room-fixed")).isVisible();
    root.show("room-edit-permanent");
    root.see("edit-room-topic").fill("All that fits nowhere else");
    root.see("edit-room-topic").press("Enter");
    assertThat(topic(root)).hasText("1 person here · All that fits nowhere else");
  }

  @Test
  void aLostAnswerCostsNoChangeAndDoublesNone() {
    Visitor ada = visitors.enterByCable("Ada");
    createRoom(ada, "Garden club");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Garden club");
    String id = ada.page().url().replaceFirst(".*[?&]room=([^&#]+).*", "$1");

    visitors.cable().loseAnswers();
    ada.see("edit-room").click();
    ada.see("edit-room-topic").fill(SEEDS);
    ada.see("edit-room-save").click();
    assertThat(topic(bob)).hasText("2 people here · " + SEEDS);
    assertThat(ada.see("room-edit")).isVisible();
    visitors.loseNetwork(ada);
    assertThat(ada.see("edit-room-said")).containsText("No connection. Keep this open");
    assertThat(ada.see("edit-room-topic")).not().isEditable();
    ada.show("room-edit-waits");
    visitors.findNetwork(ada);
    assertThat(ada.see("room-edit")).hasCount(0);
    assertThat(topic(ada)).containsText(SEEDS);
    assertThat(changes(ada)).hasCount(1);
    assertEquals(1, storedChanges(ada, id));
  }

  private long storedChanges(Visitor visitor, String room) {
    String messages = visitors.address() + "api/rooms/" + room + "/messages?after=0";
    String body = visitor.context().request().get(messages).text();
    var events = JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("events");
    return StreamSupport.stream(events.spliterator(), false)
        .filter(event -> event.toString().contains("\"room_changed\""))
        .count();
  }

  @Test
  void theDialogIsUsedByKeysAndOnASmallPhone() {
    Visitor ada = visitors.come("Ada", visitors.address(), Visitors.smallPhone());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    ada.see("open-rooms").tap();
    createRoom(ada, "A garden club with quite a long name, for a phone");
    ada.see("edit-room").focus();
    ada.page().keyboard().press("Enter");
    assertThat(ada.see("edit-room-name")).isFocused();
    ada.show("phone-room-edit");
    ada.page().keyboard().press("Tab");
    ada.page().keyboard().type("Peas and beans");
    ada.page().keyboard().press("Tab");
    ada.page().keyboard().press("Enter");
    assertThat(ada.see("room-edit")).hasCount(0);
    assertThat(changes(ada)).hasText("Ada changed the topic to “Peas and beans”");
    assertThat(ada.see("edit-room")).isFocused();
    ada.show("phone-topic-changed");

    ada.see("edit-room").tap();
    ada.see("edit-room-topic").fill("Forgotten");
    ada.page().keyboard().press("Escape");
    assertThat(ada.see("room-edit")).hasCount(0);
    assertThat(ada.see("edit-room")).isFocused();
    assertThat(topic(ada)).containsText("Peas and beans");
  }
}
