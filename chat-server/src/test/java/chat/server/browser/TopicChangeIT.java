package chat.server.browser;

import static chat.server.browser.RoomEditing.changeRoom;
import static chat.server.browser.RoomEditing.changeTopic;
import static chat.server.browser.RoomEditing.changes;
import static chat.server.browser.RoomEditing.createRoom;
import static chat.server.browser.RoomEditing.topic;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All who see a room see that its name or its topic changes. */
final class TopicChangeIT {
  private static final String SEEDS = "Seeds, compost & <slugs>";
  private static final String SPOKEN =
      """
      const spoken = (window.spoken = []);
      const listen = () => new MutationObserver(() =>
        spoken.push(document.getElementById("announcer").textContent)
      ).observe(document.getElementById("announcer"), { childList: true });
      addEventListener("DOMContentLoaded", listen);
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void bothSeeTheTopicChangeAtOnceAndAfterAReload() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    Visitor bob = visitors.arrive("Bob", new NewContextOptions());
    bob.context().addInitScript(SPOKEN);
    bob.open(visitors.address());
    bob.enter().goTo("Garden club");
    ada.say("Peas");
    bob.reads("Peas");

    changeTopic(ada, SEEDS);
    for (Visitor each : new Visitor[] {ada, bob}) {
      assertThat(topic(each)).hasText("2 people here · " + SEEDS);
      assertThat(changes(each)).hasText("Ada changed the topic to “" + SEEDS + "”");
      assertThat(each.room("Garden club")).hasAttribute("title", SEEDS);
    }
    assertThat(ada.see("room-edit")).hasCount(0);
    assertThat(ada.see("edit-room")).isFocused();
    String said = "Ada changed the topic to “" + SEEDS + "”";
    bob.waitsUntil("window.spoken.some((text) => text.includes('changed the topic'))");
    String heard = (String) bob.page().evaluate("spoken.join('')");
    assertEquals(2, heard.split(Pattern.quote(said), -1).length, () -> "once in " + heard);
    ada.show("topic-changed");

    for (Visitor each : new Visitor[] {ada, bob}) {
      each.page().reload();
      each.inside();
      each.reads("Peas");
      assertThat(topic(each)).hasText("2 people here · " + SEEDS);
      assertThat(changes(each)).hasText(said);
    }
    bob.say("Beans");
    ada.reads("Beans");
    changeTopic(ada, "");
    assertThat(topic(bob)).hasText("2 people here");
    assertThat(changes(bob).last()).hasText("Ada removed the topic");
    assertThat(changes(bob)).hasCount(2);
    assertThat(bob.room("Garden club")).hasAttribute("title", "");
  }

  @Test
  void changesAreNotUnreadAndSeveralInOneGoShareALine() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Garden club");
    bob.goTo("General");

    changeTopic(ada, "One");
    changeTopic(ada, "Two");
    changeRoom(ada, "Orchard", "Three");
    assertThat(bob.room("Orchard")).hasAttribute("title", "Three");
    assertThat(bob.room("Orchard").getByTestId("unread")).hasCount(0);
    assertThat(bob.page()).hasTitle("General · Chat");
    bob.goTo("Orchard");
    assertThat(changes(bob))
        .hasText("Ada renamed the room to “Orchard” and changed the topic to “Three”");
    assertThat(bob.page().locator(".row-line")).hasCount(0);
    assertThat(bob.page().locator(".row-start")).containsText("No messages yet");
  }

  @Test
  void aNewNameStandsInHeadListTitleAndSwitcher() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Garden club");
    Visitor eve = visitors.enter("Eve");

    changeRoom(ada, "Orchard", null);
    for (Visitor each : new Visitor[] {ada, bob}) {
      assertThat(each.see("room-title")).hasText("Orchard");
      assertThat(each.page()).hasTitle("Orchard · Chat");
      assertThat(changes(each)).hasText("Ada renamed the room to “Orchard”");
      assertThat(each.see("composer")).hasAttribute("placeholder", "Message Orchard");
    }
    assertThat(eve.room("Orchard")).isVisible();
    for (Visitor each : new Visitor[] {ada, bob, eve}) {
      assertThat(each.room("Garden club")).hasCount(0);
    }
    eve.page().keyboard().press("Control+k");
    eve.page().keyboard().type("orch");
    assertThat(eve.page().getByRole(AriaRole.OPTION).first()).containsText("Orchard");
  }

  @Test
  void whoWasOfflineSeesTheChangeAfterwards() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    Visitor bob = visitors.enterByCable("Bob");
    bob.goTo("Garden club");
    ada.say("Before");
    bob.reads("Before");

    visitors.loseNetwork(bob);
    ada.say("During");
    changeRoom(ada, "Orchard", SEEDS);
    assertThat(changes(ada)).hasCount(1);
    visitors.findNetwork(bob);
    bob.reads("During");
    assertThat(changes(bob))
        .hasText("Ada renamed the room to “Orchard” and changed the topic to “" + SEEDS + "”");
    bob.isIn("Orchard");
    assertThat(topic(bob)).hasText("2 people here · " + SEEDS);
  }

  @Test
  void theChangeStandsInTheHistoryWhereItHappened() {
    Visitor ada = visitors.enter("Ada");
    createRoom(ada, "Garden club");
    ada.say("Line 1.");
    ada.reads("Line 1.");
    changeTopic(ada, SEEDS);
    String id = ada.page().url().replaceFirst(".*[?&]room=([^&#]+).*", "$1");
    try (Script script = new Script(visitors.port(), id)) {
      for (int line = 2; line <= 130; line++) {
        script.say(id, "Line " + line + ".");
      }
    }
    Visitor bob = visitors.enter("Bob");
    bob.goTo("Garden club");
    bob.reads("Line 130.");
    assertThat(changes(bob)).hasCount(0);
    bob.page()
        .waitForCondition(
            () -> {
              bob.see("message-list").evaluate("list => { list.scrollTop = 0; }");
              return bob.message("Line 1.").count() == 1;
            });
    assertThat(changes(bob)).hasText("Ada changed the topic to “" + SEEDS + "”");
    assertTrue(
        (boolean)
            changes(bob)
                .evaluate("(row) => row.previousElementSibling.textContent.includes('Line 1.')"));
  }
}
