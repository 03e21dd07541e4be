package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files are dropped on the page and pasted, by users who may send some. */
final class UploadDropIT {
  /** Fires an event that brings a file with this name; whether the page has taken it. */
  private static final String BRING =
      """
      (element, [type, name]) => {
        const data = new DataTransfer();
        if (name === "a text") data.items.add(name, "text/plain");
        else data.items.add(new File([name], name, { type: "text/plain" }));
        const how = { bubbles: true, cancelable: true };
        const event = type === "paste"
          ? new ClipboardEvent(type, { ...how, clipboardData: data })
          : new DragEvent(type, { ...how, dataTransfer: data });
        return !element.dispatchEvent(event);
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors().with("FILES", "accounts");

  private Attaching registered() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    return new Attaching(ada.register("correct horse battery").inside());
  }

  private static Object bring(Locator element, String type, String name) {
    return element.evaluate(BRING, List.of(type, name));
  }

  @Test
  void offersNothingToThoseWhoMaySendNoFiles() {
    Attaching guest = new Attaching(visitors.enter("Guest"));
    assertThat(guest.visitor().see("attach")).isHidden();
    assertEquals(true, bring(guest.visitor().see("composer"), "drop", "a.txt"));
    assertThat(guest.visitor().see("toast")).hasText("You can’t send files here.");
    assertThat(guest.visitor().see("attachment")).hasCount(0);

    assertThat(registered().visitor().see("attach")).isVisible();
  }

  @Test
  void attachesWhatIsDroppedOnTheRoomOrPasted() {
    Attaching ada = registered();
    Locator messages = ada.visitor().page().locator("main .message-area");
    assertEquals(true, bring(messages, "dragover", "a.txt"));
    assertThat(ada.visitor().see("drop-target")).isVisible();
    ada.visitor().show("drop-target");
    assertEquals(true, bring(messages, "drop", "a.txt"));
    assertThat(ada.visitor().see("drop-target")).hasCount(0);
    assertEquals(true, bring(ada.visitor().see("composer"), "paste", "b.txt"));
    assertEquals(false, bring(ada.visitor().see("composer"), "paste", "a text"));
    ada.isUploaded("a.txt");
    ada.isUploaded("b.txt");
    ada.send();
    assertEquals(List.of(" [a.txt 5] [b.txt 5]"), ada.sent(1));
  }

  @Test
  void attachesInTheThreadWhatIsDroppedThere() {
    Attaching ada = registered();
    ada.visitor().say("The root");
    ada.visitor().reads("The root");
    ThreadView thread = ThreadView.open(ada.visitor(), "The root");
    Locator list = thread.panel().locator(".message-area");
    bring(list, "drop", "reply.txt");
    assertThat(thread.panel().getByTestId("attachment")).hasCount(1);
    assertThat(thread.panel().getByTestId("attachment")).hasAttribute("data-state", "done");
    ada.visitor().show("thread-attachment");
    thread.say("The reply");
    thread.reads("The reply");
    assertEquals(List.of("The root", "The reply [reply.txt 9]"), ada.sent(2));
    assertThat(ada.visitor().see("attachment")).hasCount(0);
  }
}
