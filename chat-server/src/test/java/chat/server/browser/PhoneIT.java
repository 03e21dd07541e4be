package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PhoneIT {
  private static final String OVERHANG =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  /** The rooms whose middle something else lies over. */
  private static final String OUT_OF_REACH =
      """
      [...document.querySelectorAll("[data-test=room-item]")]
        .filter((item) => {
          const { left, top, width, height } = item.getBoundingClientRect();
          return !item.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        })
        .map((item) => item.textContent)
      """;

  /** The messages over which the bar of one lies. */
  private static final String UNDER_ACTIONS =
      """
      (() => {
        const bars = [...document.querySelectorAll(".actions")].filter((bar) => bar.checkVisibility());
        const boxes = bars.map((bar) => bar.getBoundingClientRect());
        return [...document.querySelectorAll("[data-test=message]")]
          .filter((message) => {
            const { top, bottom } = message.getBoundingClientRect();
            return boxes.some((box) => box.top < bottom - 1 && box.bottom > top + 1);
          })
          .map((message) => message.querySelector("[data-test=message-text]").textContent);
      })()
      """;

  /** The code itself, without what divides it from the rest of its line. */
  private static final String CODE_IS_WHOLE =
      """
      (() => {
        const line = document.querySelector(".code-line");
        const code = document.createRange();
        code.setStart(line.firstChild, 0);
        code.setEnd(line.firstChild, line.textContent.lastIndexOf("·") - 1);
        const end = line.parentElement.getBoundingClientRect().right;
        return code.getBoundingClientRect().right <= end;
      })()
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void theWholeWayWorksOnAPhone() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    fits(ada);
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    fits(ada);

    ada.see("composer").fill("One line");
    ada.see("composer").press("Enter");
    ada.see("composer").pressSequentially("and another");
    assertThat(ada.see("composer")).hasValue("One line\nand another");
    ada.see("send").tap();
    assertThat(bob.reads("One line").getByTestId("message-text")).containsText("and another");
    bob.say("Hello, @Ada");
    ada.reads("Hello, @Ada");

    assertThat(ada.see("room-list")).not().isInViewport();
    ada.see("open-rooms").tap();
    assertThat(ada.see("user-name")).hasText("Ada");
    assertThat(ada.see("room-list")).isInViewport();
    ada.room("Random").tap();
    assertThat(ada.see("room-title")).hasText("Random");
    assertThat(ada.see("room-list")).not().isInViewport();
    bob.say("Where are you?");
    assertThat(ada.see("open-rooms").locator(".dot")).isVisible();
    ada.page().goBack();
    assertThat(ada.see("room-title")).hasText("General");
    assertThat(ada.see("open-rooms").locator(".dot")).isHidden();

    ada.see("open-members").tap();
    ada.see("direct", "Bob").tap();
    assertThat(ada.see("room-title")).hasText("Bob");
    assertThat(ada.see("member-list")).not().isInViewport();
    ada.see("composer").fill("Just us");
    ada.see("send").tap();
    bob.goTo("Ada");
    bob.reads("Just us");
    fits(ada);
  }

  @Test
  void aTapShowsWhatAMessageOffers() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    bob.say("Tea?");

    Locator question = ada.reads("Tea?");
    question.getByTestId("message-text").tap();
    question.getByTestId("reply").tap();
    ada.see("composer").fill("Yes");
    ada.see("send").tap();
    assertThat(bob.reads("Yes").locator(".quote")).containsText("Tea?");
  }

  @Test
  void whatATappedMessageOffersCoversNoOther() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    for (int i = 0; i < 20; i++) {
      bob.say("Line " + i);
    }
    ada.reads("Line 19");
    assertThat(ada.page().locator(".actions:visible")).hasCount(0);

    ada.message("Line 18").getByTestId("message-text").tap();
    assertThat(ada.message("Line 18").locator(".actions")).isVisible();
    ada.show("phone-tapped");
    assertThat(ada.message("Line 18").getByTestId("exact-time")).isInViewport();
    assertEquals(List.of("Line 18"), ada.page().evaluate(UNDER_ACTIONS));
    // The next tap is for the message that is seen there, and the one before makes place again.
    ada.message("Line 17").getByTestId("message-text").tap();
    assertEquals(List.of("Line 17"), ada.page().evaluate(UNDER_ACTIONS));
    assertThat(ada.page().locator(".actions:visible")).hasCount(1);
    ada.message("Line 17").getByTestId("message-text").tap();
    assertThat(ada.page().locator(".actions:visible")).hasCount(0);
  }

  @Test
  void whatTellsOfAPrivateMessageGoesWhenThatIsRead() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    bob.say("@Ada between us");
    assertThat(ada.see("toast", "between us")).isVisible();
    ada.see("toast", "between us").hover(); // it stays as long as that
    ada.see("open-rooms").tap();
    ada.room("Bob").click();
    assertThat(ada.see("room-title")).hasText("Bob");
    assertThat(ada.see("toast")).hasCount(0);
  }

  @Test
  void theCodeOfARoomIsReadOnASmallPhone() {
    NewContextOptions phone = Visitors.smallPhone().setViewportSize(360, 640);
    Visitor ada = visitors.come("Ada", visitors.address(), phone).enter();
    ada.see("open-rooms").tap();
    ada.see("new-room").tap();
    ada.see("new-room-kind-code").check();
    ada.see("new-room-name").fill("Picnic");
    ada.see("new-room-create").tap();
    assertThat(ada.see("room-title")).hasText("Picnic");
    assertThat(ada.page().locator(".code-line")).hasText(Pattern.compile("Code \\w{6} ·"));
    assertEquals(true, ada.page().evaluate(CODE_IS_WHOLE));
    ada.show("phone-code");
  }

  @Test
  void aDrawerClosesByEscapeAndBesideIt() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-go").tap();
    ada.see("open-rooms").tap();
    assertThat(ada.see("room-list")).isInViewport();
    ada.page().keyboard().press("Escape");
    assertThat(ada.see("room-list")).not().isInViewport();
    assertThat(ada.see("open-rooms")).isFocused();
    ada.see("open-members").tap();
    assertThat(ada.see("member-list")).isInViewport();
    ada.page().touchscreen().tap(20, 400);
    assertThat(ada.see("member-list")).not().isInViewport();
  }

  @Test
  void backClosesADrawerAndStaysInTheChat() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    ada.see("open-rooms").tap();
    assertThat(ada.see("room-list")).isInViewport();
    ada.page().goBack();
    assertThat(ada.see("room-list")).not().isInViewport();
    assertThat(ada.see("room-title")).hasText("General");

    // A choice takes the place of the drawer in the history.
    ada.see("open-rooms").tap();
    ada.room("Random").tap();
    assertThat(ada.see("room-title")).hasText("Random");
    ada.page().goBack();
    assertThat(ada.see("room-title")).hasText("General");
    assertThat(ada.see("room-list")).not().isInViewport();

    // Whatever else closes it leaves nothing behind.
    int entries = entries(ada);
    for (int i = 0; i < 3; i++) {
      ada.see("open-members").tap();
      assertThat(ada.see("member-list")).isInViewport();
      ada.page().keyboard().press("Escape");
      assertThat(ada.see("member-list")).not().isInViewport();
      ada.waitsUntil("history.state === null");
    }
    assertTrue(entries(ada) <= entries + 1);
  }

  private static int entries(Visitor visitor) {
    return ((Number) visitor.page().evaluate("history.length")).intValue();
  }

  @Test
  void theHelpIsAboutWhatAPhoneHas() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-go").tap();
    ada.see("open-rooms").tap();
    ada.see("settings").tap();
    ada.see("help").tap();
    assertThat(ada.page().locator(".help dt").first()).hasText("Enter");
    assertThat(ada.page().locator(".help dd").first()).hasText("New line");
    assertThat(ada.page().locator(".help")).not().containsText("Shift");
    ada.show("phone-help");
  }

  /** Not even for the seconds in which a toast is there. */
  @Test
  void aToastLeavesTheRoomsInReach() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    ada.see("open-rooms").tap();
    ada.room("Random").tap();
    assertThat(ada.see("room-title")).hasText("Random");
    ada.see("leave-room").tap();
    assertThat(ada.see("room-title")).hasText("General");

    ada.see("open-rooms").tap();
    assertThat(ada.see("room-list")).isInViewport();
    assertThat(ada.see("toast", "You left Random.")).isInViewport();
    assertEquals(List.of(), ada.page().evaluate(OUT_OF_REACH));
    ada.see("toast").getByText("You left Random.").tap();
    assertThat(ada.see("toast")).hasCount(0);
  }

  private static void fits(Visitor visitor) {
    assertEquals(0, ((Number) visitor.page().evaluate(OVERHANG)).intValue());
  }
}
