package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class HistoryIT {
  private static final String DISTANCE =
      "list => list.scrollHeight - list.scrollTop - list.clientHeight";
  private static final String PLACE =
      "(message) => message.getBoundingClientRect().top"
          + " - message.closest('[data-test=message-list]').getBoundingClientRect().top";

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void olderPagesComeOnTheWayUpWithoutAJump() {
    fill(250);
    Visitor ada = visitors.enter("Ada");
    Locator list = ada.see("message-list");
    ada.reads("Line 250.");
    assertThat(ada.message("Line 100.")).hasCount(0);

    for (int line : new int[] {195, 150, 100, 50, 10}) {
      Locator target = ada.message("Line " + line + ".");
      ada.page()
          .waitForCondition(
              () -> {
                list.evaluate("list => { list.scrollTop = 0; }");
                return target.count() == 1;
              });
    }
    ada.message("Line 1.").scrollIntoViewIfNeeded();
    assertThat(ada.page().getByText("This is where General begins")).isVisible();
    assertTrue(ada.see("message").count() <= 300, "the page holds at most 300 messages");
  }

  @Test
  void whatIsReadStaysInPlaceWhileAnOlderPageComes() {
    fill(150);
    Visitor ada = visitors.enter("Ada");
    Locator first = ada.message("Line 91.");
    assertThat(first).hasCount(1);

    Locator list = ada.see("message-list");
    list.evaluate("list => { list.scrollTop = 100; }");
    double before = ((Number) first.evaluate(PLACE)).doubleValue();
    assertThat(ada.message("Line 31.")).hasCount(1);
    double after = ((Number) first.evaluate(PLACE)).doubleValue();
    assertTrue(Math.abs(after - before) < 2, () -> "moved from " + before + " to " + after);
  }

  @Test
  void whoeverReadsAboveIsToldOfNewMessagesAndLeftInPeace() {
    fill(80);
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    Locator list = ada.see("message-list");
    assertThat(ada.message("Line 80.")).isVisible();

    list.evaluate("list => { list.scrollTop -= 900; }");
    bob.say("Far below");
    assertThat(ada.see("new-messages-button")).hasText("1 new message ↓");
    assertThat(ada.message("Far below")).not().isInViewport();
    ada.see("new-messages-button").click();
    assertThat(ada.message("Far below")).isInViewport();
    assertThat(ada.see("new-messages-button")).isHidden();
    bob.say("And on");
    assertThat(ada.message("And on")).isInViewport();
  }

  @Test
  void theEndIsFollowedFromNearItAndAfterAnOwnSendAlone() {
    fill(80);
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.message("Line 80.")).isVisible();
    Locator list = ada.see("message-list");
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      list.evaluate("list => { list.scrollTop -= 90; }");
      bob.say("general", "Seen from near");
      assertThat(ada.message("Seen from near")).isInViewport();
      ada.page().waitForCondition(() -> distance(ada) < 2);

      list.evaluate("list => { list.scrollTop -= 130; }");
      bob.say("general", "Not followed");
      assertThat(ada.see("new-messages-button")).hasText("1 new message ↓");
      assertTrue(distance(ada) > 130);
      bob.say("general", "Nor this");
      assertThat(ada.see("new-messages-button")).hasText("2 new messages ↓");

      ada.say("An own one");
      assertThat(ada.message("An own one")).isInViewport();
      assertThat(ada.see("new-messages-button")).isHidden();
      ada.page().waitForCondition(() -> distance(ada) < 2);
    }
  }

  @Test
  void whoeverReadsAboveStaysThereHoweverMuchIsSaid() {
    fill(120);
    Visitor ada = visitors.enter("Ada");
    assertThat(ada.message("Line 120.")).isVisible();
    Locator list = ada.see("message-list");
    list.evaluate("list => { list.scrollTop = 1000; }");
    Locator read = ada.page().locator("[data-test=message][data-seq='90']");
    read.scrollIntoViewIfNeeded();
    double before = ((Number) read.evaluate(PLACE)).doubleValue();

    fill(500);
    assertThat(ada.see("new-messages-button")).hasText("500 new messages ↓");
    double after = ((Number) read.evaluate(PLACE)).doubleValue();
    assertTrue(Math.abs(after - before) < 2, () -> "moved from " + before + " to " + after);
    assertTrue(ada.see("message").count() <= 300, "the page holds at most 300 messages");
    ada.see("new-messages-button").click();
    assertThat(ada.message("Line 500.")).isInViewport();
  }

  @Test
  void aRoomIsOpenedWhereReadingStopped() {
    Visitor ada = visitors.enter("Ada");
    ada.goTo("Random");
    fill(60);
    assertThat(ada.room("General").getByTestId("unread")).hasText("60");

    ada.room("General").click();
    assertThat(ada.page().locator(".row-line")).isInViewport();
    assertThat(ada.message("Line 1.")).isInViewport();
    assertThat(ada.message("Line 60.")).not().isInViewport();
    assertThat(ada.room("General").getByTestId("unread")).hasText("60");
    ada.see("message-list").evaluate("list => { list.scrollTop = list.scrollHeight; }");
    assertThat(ada.room("General").getByTestId("unread")).hasCount(0);
    ada.page().waitForCondition(() -> distance(ada) < 2);
  }

  @Test
  void aQuoteLeadsToAMessageFarAbove() {
    Visitor ada = visitors.enter("Ada");
    ada.say("The question");
    Locator question = ada.reads("The question");
    question.hover();
    question.getByTestId("reply").click();
    fill(150);
    ada.say("The answer");
    ada.reads("The answer");

    ada.page().reload();
    Locator quote = ada.reads("The answer").locator(".quote");
    assertThat(quote).containsText("The question");
    quote.click();
    assertThat(ada.message("The question")).isInViewport();
    assertThat(ada.message("The question")).isFocused();
  }

  private static double distance(Visitor visitor) {
    return ((Number) visitor.see("message-list").evaluate(DISTANCE)).doubleValue();
  }

  private void fill(int count) {
    try (Script script = new Script(visitors.port(), "general")) {
      IntStream.rangeClosed(1, count).forEach(line -> script.say("general", "Line " + line + "."));
    }
  }
}
