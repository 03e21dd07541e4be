package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The panel of a thread by keyboard, on a phone, in the dark and for screen readers. */
final class ThreadPanelIT {
  /** The buttons that stick out of the bar of the tapped message. */
  private static final String OUTSIDE_THE_BAR =
      """
      (() => {
        const bar = document.querySelector(".is-active .actions");
        const { right, bottom } = bar.getBoundingClientRect();
        return [...bar.querySelectorAll("button")]
          .filter((button) => button.checkVisibility())
          .filter((button) => {
            const box = button.getBoundingClientRect();
            return box.right > right + 1 || box.bottom > bottom + 1;
          })
          .map((button) => button.title);
      })()
      """;

  /**
   * Replies come to an open thread: what is held of it then, and the most that was held at once.
   */
  private static final String GROW =
      """
      async ({ replies, isThreadEndVisible }) => {
        const { threadReducer } = await import("/js/features/threads/reducer.js");
        const message = { type: "new_message", room: "r", user: { id: "u" } };
        const thread = { room: "r", root: 5, events: [{ ...message, seq: 5 }], cursor: 5, from: 5 };
        let state = { self: null, isThreadEndVisible, thread: { ...thread, complete: true } };
        let most = 0;
        for (let seq = 6; seq <= 5 + replies; seq++) {
          state = threadReducer.happened(state, { ...message, seq, thread: 5 });
          most = Math.max(most, state.thread.events.length);
        }
        const { events, from, complete } = state.thread;
        return [most, events[0].seq, events[1].seq, events.at(-1).seq, from, complete];
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void aThreadThatStaysOpenHoldsNoMoreThanARoom() {
    Page page = visitors.come("Ada").page();
    assertEquals(
        List.of(1_201, 5, 607, 1_306, 607, false),
        page.evaluate(GROW, Map.of("replies", 1_301, "isThreadEndVisible", true)));
    // Above the end nothing is lost that is being read.
    assertEquals(
        List.of(1_302, 5, 6, 1_306, 5, true),
        page.evaluate(GROW, Map.of("replies", 1_301, "isThreadEndVisible", false)));
  }

  @Test
  void theKeyboardOpensWritesAndCloses() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Root");
    ada.say("Later");
    ada.reads("Later");
    Keyboard keys = ada.page().keyboard();
    ThreadView.inRoom(ada, "Root").focus();
    keys.press("t");
    ThreadView thread = ThreadView.isOpen(ada);
    assertThat(thread.composer()).isFocused();
    assertThat(
            ada.page()
                .getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Thread")))
        .isVisible();
    keys.type("By keys :tea");
    assertThat(thread.panel().getByTestId("emoji-option").first()).isVisible();
    keys.press("Escape");
    assertThat(thread.panel()).isVisible();
    keys.press("Enter");
    thread.reads("By keys").hover();
    thread.message("By keys").getByTestId("message-more").click();
    assertThat(ada.see("show-in-room")).isFocused();
    keys.press("Escape");
    assertThat(ada.see("show-in-room")).hasCount(0);
    assertThat(thread.panel()).isVisible();
    thread.message("By keys").focus();
    keys.press("r");
    assertThat(thread.panel().locator(".reply-bar")).isVisible();
    keys.press("Escape");
    assertThat(thread.panel().locator(".reply-bar")).isHidden();
    keys.press("Escape");
    assertThat(thread.panel()).hasCount(0);
    assertThat(ThreadView.inRoom(ada, "Root")).isFocused();
    keys.press("Escape");
    assertThat(ada.see("composer")).isFocused();
    ada.see("message-list").focus();
    keys.press("?");
    assertThat(ada.page().locator("dialog[open] .help")).containsText("Reply in thread");
  }

  @Test
  void aMentionIsCompletedInThePanel() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    assertThat(ada.see("member")).hasCount(2);
    ada.say("Root");
    ada.reads("Root");
    ThreadView thread = ThreadView.open(ada, "Root");
    thread.composer().pressSequentially("Ask @bo");
    thread.panel().getByTestId("mention-option").click();
    assertThat(thread.composer()).hasValue("Ask @Bob ");
    thread.composer().press("Enter");
    assertThat(bob.reads("Ask @Bob").locator(".mention.is-self")).hasText("@Bob");
  }

  @Test
  void onAPhoneItLiesOverTheRoomAndBackClosesIt() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address()).enter();
    bob.say("Tea?");
    ada.reads("Tea?").tap();
    ada.show("thread-actions-phone");
    ada.message("Tea?").getByTestId("open-thread").tap();
    ThreadView thread = ThreadView.isOpen(ada);
    assertThat(ada.page().locator(".thread-title")).isFocused();
    thread.composer().fill("Yes, please");
    thread.panel().getByTestId("send").tap();
    thread.reads("Yes, please");
    ThreadView ofBob = ThreadView.open(bob, "Tea?");
    ofBob.say("With milk?");
    thread.reads("With milk?");
    ada.show("thread-phone");
    assertThat(ada.page().locator("main .room-inner")).hasAttribute("inert", "");

    ada.page().goBack();
    assertThat(thread.panel()).hasCount(0);
    assertThat(ada.see("room-title")).hasText("General");
    assertThat(ada.page().locator("main .room-inner")).not().hasAttribute("inert", "");
    ThreadView.inRoom(ada, "Tea?").getByTestId("thread-line").tap();
    assertThat(thread.panel()).isVisible();
    thread.close();
    ThreadView.inRoom(ada, "Tea?").getByTestId("thread-line").tap();
    thread.message("With milk?").getByTestId("message-text").tap();
    thread.message("With milk?").getByTestId("message-more").tap();
    ada.see("show-in-room").tap();
    assertThat(thread.panel()).hasCount(0);
    assertThat(ThreadView.inRoom(ada, "With milk?")).isFocused();
    ada.show("thread-line-phone");
  }

  @Test
  void whatThePanelCoversIsNotRead() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address()).enter();
    bob.say("Root");
    ada.reads("Root").tap();
    ada.message("Root").getByTestId("open-thread").tap();
    ThreadView thread = ThreadView.isOpen(ada);
    bob.say("Out of sight");
    assertThat(ThreadView.inRoom(ada, "Out of sight")).hasCount(1);
    ada.waitsUntil("document.title.startsWith('(1)')");
    thread.close();
    ada.waitsUntil("!document.title.startsWith('(')");
  }

  @Test
  void itFitsTheSmallestPhoneAndATablet() {
    Visitor ada = visitors.come("Ada", visitors.address(), Visitors.smallPhone()).enter();
    ada.write("A question that needs more than a line on such a phone, and then some");
    ada.see("send").tap();
    ada.reads("A question").tap();
    assertEquals(List.of(), ada.page().evaluate(OUTSIDE_THE_BAR));
    ada.show("thread-actions-small-phone");
    ada.message("A question").getByTestId("open-thread").tap();
    ThreadView thread = ThreadView.isOpen(ada);
    thread.composer().fill("An answer");
    thread.panel().getByTestId("send").tap();
    thread.reads("An answer");
    ada.show("thread-small-phone");
    ada.see("replies-in-room").tap();
    thread.close();
    ada.write("Another matter");
    ada.see("send").tap();
    ada.reads("Another matter");
    ThreadView.inRoom(ada, "A question").getByTestId("thread-line").tap();
    thread.composer().fill("One more");
    thread.panel().getByTestId("send").tap();
    thread.reads("One more");
    thread.close();
    assertThat(ada.see("folded-replies")).containsText("1 reply");
    ada.show("folded-small-phone");

    Visitor bob =
        visitors
            .come("Bob", visitors.address(), new NewContextOptions().setViewportSize(820, 1100))
            .enter();
    bob.reads("An answer");
    ThreadView ofBob = ThreadView.open(bob, "A question");
    ofBob.reads("An answer");
    bob.show("thread-tablet");
    bob.page().setViewportSize(1280, 800);
    assertThat(bob.page().locator("main .room-inner")).not().hasAttribute("inert", "");
    bob.page().keyboard().press("Escape");
    assertThat(ofBob.panel()).hasCount(0);
  }

  @Test
  void theDarkHasEnoughContrast() {
    NewContextOptions dark = new NewContextOptions().setColorScheme(ColorScheme.DARK);
    Visitor ada = visitors.come("Ada", visitors.address(), dark).enter();
    ada.say("In the dark");
    ada.say("Later");
    ada.reads("Later");
    ThreadView thread = ThreadView.open(ada, "In the dark");
    thread.say("With `code`");
    thread.reads("With code");
    Locator line = ThreadView.inRoom(ada, "In the dark").getByTestId("thread-line");
    assertThat(line).containsText("1 reply");
    thread.message("With code").hover();
    ada.show("thread-dark");
    ada.see("replies-in-room").click();
    assertThat(ada.see("folded-replies")).isVisible();
    ada.show("folded-dark");
    ada.page().setViewportSize(390, 844);
    ada.show("thread-phone-dark");
  }
}
