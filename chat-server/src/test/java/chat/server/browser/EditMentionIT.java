package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An edit that mentions the reader for the first time is told as a new message would be. */
final class EditMentionIT {
  /** What screen readers are told from now on, kept in order. */
  private static final String LISTEN =
      """
      globalThis.said = [];
      new MutationObserver(() => said.push(...[...announcer.children].map((p) => p.textContent)))
        .observe(announcer, { childList: true });
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void theFirstMentionByAnEditNotifiesOnceInSeveralTabs() {
    Visitor ada = enter();
    Page first = ada.openTab(visitors.cable().address());
    ada.inside();
    Page second = ada.page();
    NotifyIT.look(first, false, false);
    NotifyIT.look(second, false, false);
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      long seq = bob.say("general", "Tea?");
      bob.edit("general", seq, "Tea, @Ada?");
      second.waitForCondition(() -> !shown(first, second).isEmpty());

      // The message that follows is told, which proves that these edits were decided on.
      bob.edit("general", seq, "Tea, @Ada? Or coffee?");
      bob.edit("general", seq, "Tea? Or coffee?");
      bob.edit("general", seq, "Tea? Or coffee, @Ada?");
      long other = bob.say("general", "@Ada, cake?");
      bob.edit("general", other, "@Ada, cake? And @Ada, bread?");
      bob.say("general", "I bring bread, @Ada");
      second.waitForCondition(() -> shown(first, second).size() >= 3);
      assertEquals(
          List.of(
              "Bob in General: @Ada, cake?",
              "Bob in General: I bring bread, @Ada",
              "Bob in General: Tea, @Ada?"),
          shown(first, second).stream().sorted().toList());
    }
  }

  @Test
  void anEditThatWasMissedNotifiesWhenTheConnectionIsBack() {
    Visitor ada = enter();
    NotifyIT.look(ada.page(), false, false);
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      long told = bob.say("general", "Cake, @Ada?");
      ada.waitsUntil("shown.length === 1");
      long seq = bob.say("general", "Tea?");
      ada.reads("Tea?");
      visitors.loseNetwork(ada);
      bob.edit("general", seq, "Tea, @all?");
      bob.edit("general", told, "Cake, @Ada? Or bread?");
      visitors.findNetwork(ada);
      ada.waitsUntil("shown.length === 2");
      assertEquals(
          List.of("Bob in General: Cake, @Ada?", "Bob in General: Tea, @all?"), shown(ada.page()));
    }
  }

  @Test
  void anEditOfAMessageThatWasReadMarksTheRoomUntilItIsEntered() {
    Visitor ada = visitors.enter("Ada");
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      long seq = bob.say("general", "Tea?");
      ada.reads("Tea?");
      ada.goTo("Random");
      ada.page().evaluate(LISTEN);
      bob.edit("general", seq, "Tea, @Ada?");
      assertThat(mark(ada)).isVisible();
      assertThat(ada.room("General").getByTestId("unread")).hasText("1");
      assertThat(ada.room("General"))
          .hasAccessibleName("General, 1 unread, mentions you, 2 people here");
      assertThat(ada.page()).hasTitle("(1) Random · Chat");
      ada.waitsUntil("said.some((text) => text.endsWith('Tea, @Ada?'))");
      ada.show("mentioned-by-edit");

      ada.goTo("General");
      assertThat(mark(ada)).hasCount(0);
      assertThat(ada.page()).hasTitle("General · Chat");
      // Users that it mentioned before are not mentioned anew.
      ada.goTo("Random");
      bob.edit("general", seq, "Tea, @Ada? Now?");
      bob.say("general", "Hm");
      assertThat(ada.room("General").getByTestId("unread")).hasText("1");
      assertThat(mark(ada)).hasCount(0);
    }
  }

  @Test
  void anEditInTheRoomThatIsReadIsSpokenAndLeavesNoMark() {
    Visitor ada = visitors.enter("Ada");
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      ada.page().evaluate(LISTEN);
      long seq = bob.say("general", "Tea?");
      ada.waitsUntil("said.length === 1");
      bob.edit("general", seq, "Tea, @Ada?");
      ada.waitsUntil("said.length === 2");
      bob.edit("general", seq, "Tea, @Ada? Now?");
      bob.say("general", "Hm");
      ada.waitsUntil("said.some((text) => text.endsWith('Hm'))");
      assertEquals(List.of("Bob: Tea?", "Bob: Tea, @Ada?", "Bob: Hm"), ada.page().evaluate("said"));
      assertThat(mark(ada)).hasCount(0);
    }
  }

  private Visitor enter() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript(NotifyIT.PRETENCE);
    ada.open(visitors.cable().address());
    return ada.enter();
  }

  private static Locator mark(Visitor visitor) {
    return visitor.room("General").getByTestId("mention");
  }

  private static List<String> shown(Page... tabs) {
    return Stream.of(tabs)
        .flatMap(tab -> ((List<?>) tab.evaluate("shown")).stream())
        .map(String.class::cast)
        .toList();
  }
}
