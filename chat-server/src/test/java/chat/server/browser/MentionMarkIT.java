package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sign of a room in which what is unread mentions the reader. */
final class MentionMarkIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aMentionThatCameWhileThePageWasClosedMarksTheRoom() {
    Visitor ada = enterTwoRooms();
    String link = ada.page().url();
    ada.page().navigate("about:blank");
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "Hello, @Ada");
      bob.say("general", "Are you there?");
    }
    ada.open(link);
    ada.inside();
    assertThat(mark(ada)).isVisible();
    assertThat(ada.room("General").getByTestId("unread")).hasText("2");
    ada.goTo("General");
    assertThat(mark(ada)).hasCount(0);
  }

  @Test
  void aMentionOfAllWhoAreHereMarksRoomAndMessage() {
    Visitor ada = enterTwoRooms();
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "Hello, @here");
      assertThat(mark(ada)).isVisible();
      ada.goTo("General");
      Locator message = ada.reads("Hello, @here");
      assertThat(message).hasClass(Pattern.compile("is-mention"));
      assertThat(message.locator(".mention.is-self")).hasText("@here");
    }
  }

  @Test
  void anEditThatMentionsTheReaderMarksTheRoom() {
    Visitor ada = enterTwoRooms();
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "Hello");
      assertThat(ada.room("General").getByTestId("unread")).hasText("1");
      assertThat(mark(ada)).hasCount(0);
      bob.edit("general", 1, "Hello, @all");
      assertThat(mark(ada)).isVisible();
    }
  }

  @Test
  void aMentionThatWasReadElsewhereMarksNothing() {
    Visitor ada = enterTwoRooms();
    String link = ada.page().url();
    try (Script bob = new Script(visitors.port(), "general")) {
      bob.say("general", "Hello, @Ada");
      assertThat(mark(ada)).isVisible();
      Page first = ada.openTab(link);
      ada.goTo("General");
      ada.reads("Hello, @Ada");
      ada.goTo("Random");
      assertThat(mark(ada)).hasCount(0);
      ada.turnTo(first);
      assertThat(mark(ada)).hasCount(0);
      ada.page().reload();
      ada.inside();
      bob.say("general", "Nothing for you");
      assertThat(ada.room("General").getByTestId("unread")).hasText("1");
      assertThat(mark(ada)).hasCount(0);
    }
  }

  /** Ada, who looks at one room and is a member of the other. */
  private Visitor enterTwoRooms() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    return ada;
  }

  private static Locator mark(Visitor visitor) {
    return visitor.room("General").getByTestId("mention");
  }
}
