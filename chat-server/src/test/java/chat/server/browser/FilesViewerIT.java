package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures of messages, one at a time and large. */
final class FilesViewerIT {
  @RegisterExtension final Visitors visitors = new Visitors();

  private FileSender files;

  private Visitor enter(String name) {
    Visitor visitor = visitors.enter(name);
    files = new FileSender(visitor, visitors.address());
    return visitor;
  }

  private String picture(String name, int width, int height) {
    return files.upload(
        name, TestMedia.png(width, height), new FileSender.Described("alt", "The " + name));
  }

  @Test
  void theKeyboardGoesThroughThePicturesOfAllMessages() {
    Visitor ada = enter("Ada");
    files.send("One", picture("a.png", 1600, 1200));
    files.send("Between", files.upload("notes.bin", new byte[] {0, 1, 2}));
    String second = picture("b.png", 400, 300);
    files.preview(second, TestMedia.jpeg(40, 30));
    files.send("Two", second, picture("c.png", 200, 900));
    Locator opened = ada.reads("Two").getByTestId("picture").first();
    assertThat(opened).hasAttribute("data-state", "loaded");
    opened.focus();
    Keyboard keys = ada.page().keyboard();
    keys.press("Enter");
    Locator picture = ada.see("viewer-picture");
    assertThat(ada.see("viewer-stage")).isFocused();
    assertThat(ada.see("viewer-stage")).hasAttribute("aria-label", "2 of 3: The b.png");
    assertThat(picture).hasAttribute("alt", "The b.png");
    // The preview is shown first, then the whole picture.
    assertThat(picture).hasAttribute("src", Pattern.compile(".*/b\\.png"));
    assertThat(ada.see("viewer-download")).hasAttribute("download", "b.png");
    keys.press("ArrowRight");
    assertThat(ada.see("viewer-stage")).hasAttribute("aria-label", "3 of 3: The c.png");
    assertThat(ada.see("viewer-after")).isDisabled();
    BoundingBox tall = picture.boundingBox();
    assertTrue(tall.height <= 800 && tall.height > 600, "fits: " + tall.height);
    ada.show("viewer-tall");
    keys.press("ArrowRight");
    keys.press("ArrowLeft");
    keys.press("ArrowLeft");
    assertThat(ada.see("viewer-stage")).hasAttribute("aria-label", "1 of 3: The a.png");
    assertThat(ada.see("viewer-before")).isDisabled();
    assertThat(ada.see("viewer-out")).isDisabled();
    keys.press("+");
    assertThat(picture).hasAttribute("style", Pattern.compile(".*scale\\(1\\.5\\).*"));
    ada.show("viewer-zoomed");
    keys.press("0");
    assertThat(ada.see("viewer-out")).isDisabled();
    keys.press("Escape");
    assertThat(ada.see("viewer")).hasCount(0);
    assertThat(opened).isFocused();
  }

  @Test
  void aSwipeGoesOnAndOneDownCloses() {
    Visitor ada = enter("Ada");
    files.send("Two", picture("a.png", 900, 600), picture("b.png", 300, 300));
    ada.reads("Two").getByTestId("picture").first().click();
    Locator stage = ada.see("viewer-stage");
    assertThat(stage).hasAttribute("aria-label", "1 of 2: The a.png");
    drag(ada, -200, 10);
    assertThat(stage).hasAttribute("aria-label", "2 of 2: The b.png");
    drag(ada, 200, 10);
    assertThat(stage).hasAttribute("aria-label", "1 of 2: The a.png");
    stage.dblclick();
    assertThat(stage).hasClass(Pattern.compile(".*is-zoomed"));
    drag(ada, -200, 10);
    assertThat(stage).hasAttribute("aria-label", "1 of 2: The a.png");
    stage.dblclick();
    drag(ada, 5, 200);
    assertThat(ada.see("viewer")).hasCount(0);
  }

  private static void drag(Visitor visitor, int right, int down) {
    Mouse mouse = visitor.page().mouse();
    mouse.move(640, 300);
    mouse.down();
    mouse.move(640 + right / 2.0, 300 + down / 2.0);
    mouse.move(640 + right, 300 + down);
    mouse.up();
  }

  @Test
  void aPhoneReachesEveryButton() {
    Visitor ada = visitors.come("Ada", visitors.address(), Visitors.smallPhone()).enter();
    files = new FileSender(ada, visitors.address());
    files.send("Two", picture("a ".repeat(60) + ".png", 900, 600), picture("b.png", 90, 60));
    ada.reads("Two").getByTestId("picture").first().tap();
    for (String name : List.of("close", "download", "before", "after")) {
      assertThat(ada.see("viewer-" + name))
          .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    }
    ada.show("viewer-phone");
    ada.see("viewer-close").tap();
    assertThat(ada.see("viewer")).hasCount(0);
  }

  @Test
  void aDeletedMessageLeavesTheViewer() {
    Visitor bob = visitors.enter("Bob").isRefused();
    Visitor ada = enter("Ada");
    files.send("One", picture("a.png", 90, 60));
    files.send("Two", picture("b.png", 90, 60));
    bob.reads("Two");
    bob.reads("One").getByTestId("picture").click();
    Locator stage = bob.see("viewer-stage");
    assertThat(stage).hasAttribute("aria-label", "1 of 2: The a.png");
    for (String text : List.of("One", "Two")) {
      Locator message = ada.reads(text);
      message.hover();
      message.getByTestId("message-more").click();
      ada.see("delete-message").click();
      if (text.equals("One")) {
        assertThat(stage).hasAttribute("aria-label", "The b.png");
      }
    }
    assertThat(bob.see("viewer")).hasCount(0);
    assertEquals(0, bob.see("picture").count());
  }
}
