package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads are read and written in a panel beside the room, by one user and seen by another. */
final class ThreadIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  private static Locator threadLine(Visitor visitor, String root) {
    return ThreadView.inRoom(visitor, root).getByTestId("thread-line");
  }

  @Test
  void aReplyIsInBothPanelsAndFlatInTheRoom() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Who brings the cake?");
    ada.say("And now the weather");
    bob.reads("And now the weather");

    ThreadView ofBob = ThreadView.open(bob, "Who brings the cake?");
    assertThat(ofBob.composer()).isFocused();
    ofBob.reads("Who brings the cake?");
    assertThat(ofBob.message("And now the weather")).hasCount(0);
    ofBob.say("I do");
    ofBob.reads("I do");
    assertThat(ofBob.message("I do").locator(".quote")).isHidden();
    Locator flat = ThreadView.inRoom(bob, "I do");
    assertThat(flat).hasCount(1);
    assertThat(flat.locator(".quote")).containsText("Who brings the cake?");

    assertThat(threadLine(ada, "Who brings the cake?"))
        .hasText(Pattern.compile("1 reply\\s*last \\d\\d:\\d\\d"));
    threadLine(ada, "Who brings the cake?").click();
    ThreadView ofAda = ThreadView.isOpen(ada);
    ofAda.reads("I do");
    ofAda.say("With **cherries**?");
    ofAda.say("Or plums");
    ofBob.reads("Or plums");
    assertThat(ofBob.panel().locator(".row-replies")).hasText("3 replies");
    assertThat(threadLine(bob, "Who brings the cake?")).containsText("3 replies");
    ofBob.message("With cherries?").hover();
    bob.show("thread");
  }

  /** The lines of the room in which replies are folded. */
  private static Locator folds(Visitor visitor) {
    return visitor.page().locator("main").getByTestId("folded-replies");
  }

  @Test
  void theReaderMayReadRepliesInTheirThreadsAlone() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Who brings the cake?");
    ada.reads("Who brings the cake?");
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      bob.answer("general", "I do", 1);
      bob.say("general", "A word between");
      bob.answer("general", "Or Eve", 1);
      ThreadView thread = ThreadView.open(ada, "Who brings the cake?");
      thread.reads("Or Eve");
      Locator choice = ada.see("replies-in-room");
      assertThat(choice).hasAttribute("aria-pressed", "true");
      choice.click();
      assertThat(choice).hasAttribute("aria-pressed", "false");
      assertThat(ThreadView.inRoom(ada, "I do")).hasCount(0);
      // Right below the root its own line is enough.
      assertThat(threadLine(ada, "Who brings the cake?")).containsText("2 replies");
      assertThat(folds(ada)).hasText(Pattern.compile("1 reply\\s*Ada: Who brings the cake\\?"));
      thread.say("With cherries?");
      thread.reads("With cherries?");
      assertThat(folds(ada)).containsText("2 replies");
      ada.show("thread-folding");
      bob.say("general", "And the weather?");
      ada.reads("And the weather?");
      assertThat(threadLine(ada, "Who brings the cake?")).containsText("last ");
      thread.close();

      // What is unread begins with a line of its own.
      ada.goTo("Random");
      bob.answer("general", "And plums", 1);
      assertThat(ada.room("General").getByTestId("unread")).hasText("1");
      ada.goTo("General");
      assertThat(ada.page().locator(".row-line + .row-fold")).containsText("1 reply");
      assertThat(ada.room("General").getByTestId("unread")).isHidden();
      ada.show("folded-replies");
    }
    ada.page().reload();
    ada.inside();
    assertThat(folds(ada)).hasCount(2);
    folds(ada).last().click();
    ThreadView.isOpen(ada).reads("And plums");
    ada.see("replies-in-room").click();
    assertThat(folds(ada)).hasCount(0);
    assertThat(ThreadView.inRoom(ada, "With cherries?")).hasCount(1);
  }

  @Test
  void foldedRepliesAreFoundInTheirThreadAndLoadOn() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Long ago");
    ada.say("Root");
    ada.say("Later");
    ada.reads("Later");
    ThreadView thread = ThreadView.open(ada, "Root");
    ada.see("replies-in-room").click();
    thread.close();
    try (Script bob = new Script(visitors.port(), "general").named("Bob")) {
      for (int count = 0; count < 130; count++) {
        bob.answer("general", "Reply " + count + ".", 2);
      }
    }
    ada.page().reload();
    ada.inside();
    // A page full of replies shows one line: more come by themselves.
    assertThat(ada.message("Long ago")).isVisible();
    assertThat(folds(ada).first()).containsText("replies");

    ada.open(visitors.address() + "#/general/10");
    ada.inside();
    assertThat(ThreadView.isOpen(ada).message("Reply 6.")).isFocused();
  }

  @Test
  void theThreadOfAReplyIsThatOfItsRootAndAnswersQuote() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Root");
    ada.reads("Root").hover();
    ada.message("Root").getByTestId("reply").click();
    ada.see("composer").fill("First reply");
    ada.see("composer").press("Enter");
    bob.reads("First reply");

    ThreadView thread = ThreadView.open(bob, "First reply");
    thread.reads("Root");
    assertThat(thread.message("First reply")).isFocused();
    thread.message("First reply").press("r");
    assertThat(thread.composer()).isFocused();
    assertThat(thread.panel().locator(".reply-bar")).containsText("Replying to Ada");
    thread.say("An answer to it");
    thread.reads("An answer to it");
    assertThat(thread.message("An answer to it").locator(".quote")).containsText("First reply");
    thread.message("An answer to it").locator(".quote").click();
    assertThat(thread.message("First reply")).isFocused();
    thread.act("First reply", "show-in-room");
    assertThat(ThreadView.inRoom(bob, "First reply")).isFocused();
    assertThat(thread.panel()).isVisible();
  }

  @Test
  void editsDeletionsAndReactionsShowInThePanel() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("Root");
    bob.reads("Root");
    ThreadView ofAda = ThreadView.open(ada, "Root");
    ThreadView ofBob = ThreadView.open(bob, "Root");
    ofAda.say("Tea at five");
    ofAda.say("Never mind");
    ofBob.reads("Never mind");

    ofAda.composer().press("ArrowUp");
    assertThat(ofAda.panel().getByTestId("edit-input")).hasValue("Never mind");
    assertThat(ada.see("edit-input")).hasCount(1);
    ofAda.panel().getByTestId("edit-input").press("Escape");
    assertThat(ofAda.message("Never mind")).isFocused();
    ofAda.act("Tea at five", "edit-message");
    ofAda.panel().getByTestId("edit-input").fill("Tea at four");
    ofAda.panel().getByTestId("edit-input").press("Enter");
    ofBob.reads("Tea at four");
    assertThat(ThreadView.inRoom(bob, "Tea at four")).hasCount(1);
    assertThat(ofBob.message("Tea at four").getByTestId("edited")).isVisible();

    ofBob.message("Tea at four").hover();
    ofBob.message("Tea at four").getByTestId("react").click();
    bob.see("pick-emoji").first().click();
    Locator reaction = ofAda.message("Tea at four").getByTestId("reaction");
    assertThat(reaction).containsText("👍1");
    reaction.click();
    assertThat(ofBob.message("Tea at four").getByTestId("reaction")).containsText("👍2");
    reaction.click();
    assertThat(reaction).hasAttribute("aria-pressed", "false");

    ofAda.act("Never mind", "delete-message");
    assertThat(ofBob.message("Message deleted")).hasCount(1);
    assertThat(ofBob.panel().locator(".row-replies")).hasText("1 reply");
    bob.show("thread-changes");
  }

  @Test
  void aDeletedRootIsAnsweredThroughItsRepliesWhileThereAreSome() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("A mistake");
    bob.reads("A mistake");
    ThreadView thread = ThreadView.open(bob, "A mistake");
    thread.say("Is it?");
    thread.reads("Is it?");
    deleteInRoom(ada, "A mistake");
    assertThat(thread.message("Message deleted")).hasCount(1);
    thread.say("It was");
    thread.reads("It was");
    thread.close();
    assertThat(threadLine(bob, "Message deleted")).containsText("2 replies");

    ada.say("Another mistake");
    bob.reads("Another mistake");
    ThreadView closed = ThreadView.open(bob, "Another mistake");
    deleteInRoom(ada, "Another mistake");
    assertThat(closed.panel()).containsText("It can’t be answered any more.");
    assertThat(closed.composer()).isHidden();
  }

  private static void deleteInRoom(Visitor visitor, String text) {
    Locator message = ThreadView.inRoom(visitor, text);
    message.hover();
    message.getByTestId("message-more").click();
    visitor.see("delete-message").click();
  }

  @Test
  void aLongThreadComesInPagesAndHoldsThePlace() {
    try (Script bob = new Script(visitors.port(), "general")) {
      long root = bob.say("general", "The long story");
      for (int reply = 1; reply <= 150; reply++) {
        bob.answer("general", "chapter " + reply + ".", root);
      }
      Visitor ada = visitors.enter("Ada");
      ada.reads("chapter 150.");
      ThreadView thread = ThreadView.open(ada, "chapter 150.");
      thread.reads("chapter 150.");
      assertThat(thread.message("chapter 1.")).hasCount(0);
      Locator anchor = thread.message("chapter 100.");
      anchor.scrollIntoViewIfNeeded();
      assertThat(thread.message("chapter 90.")).hasCount(1);
      thread.message("chapter 92.").scrollIntoViewIfNeeded();
      assertThat(thread.message("chapter 40.")).hasCount(1);
      assertThat(thread.message("chapter 92.")).isInViewport();
      thread.message("chapter 31.").scrollIntoViewIfNeeded();
      assertThat(thread.message("chapter 1.")).hasCount(1);
      assertThat(thread.message("chapter 31.")).isInViewport();
      assertThat(thread.message("The long story")).hasCount(1);
      bob.answer("general", "chapter 151.", root);
      assertThat(thread.panel().getByTestId("new-messages-button")).containsText("1 new message");
      thread.panel().getByTestId("new-messages-button").click();
      assertThat(thread.reads("chapter 151.")).isInViewport();
    }
  }

  @Test
  void theReaderOfTheRoomStaysInPlaceWhenThePanelOpensAndCloses() {
    Visitor ada = visitors.enter("Ada");
    try (Script bob = new Script(visitors.port(), "general")) {
      for (int line = 1; line <= 60; line++) {
        bob.say("general", "line " + line + " " + "and so on ".repeat(line % 7 * 4));
      }
      ada.reads("line 60 ");
      Locator looked = ThreadView.inRoom(ada, "line 20 ");
      looked.scrollIntoViewIfNeeded();
      looked.hover();
      BoundingBox before = looked.boundingBox();
      looked.getByTestId("open-thread").click();
      ThreadView thread = ThreadView.isOpen(ada);
      assertThat(thread.message("line 20 ")).hasCount(1);
      assertTrue(looked.boundingBox().width < before.width, "the panel stands beside the room");
      assertThat(looked).isInViewport();
      thread.close();
      assertThat(looked).isFocused();
      assertEquals(before.y, looked.boundingBox().y, 2);
    }
  }

  @Test
  void anotherRoomClosesThePanelAndAConversationHasThreadsToo() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.say("@Bob psst");
    bob.goTo("Ada");
    bob.reads("psst");
    ThreadView thread = ThreadView.open(bob, "psst");
    thread.say("What is it?");
    thread.reads("What is it?");
    bob.show("thread-private");
    bob.goTo("General");
    assertThat(thread.panel()).hasCount(0);
    ada.goTo("Bob");
    assertThat(threadLine(ada, "psst")).containsText("1 reply");
  }
}
