package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Small things that people do every day. */
final class EverydayIT {
  private static final Path STYLES =
      Path.of("..", "chat-web", "src", "main", "resources", "META-INF", "resources", "css");

  private static final String TRANSFER =
      """
      (type) => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "photo.png", { type: "image/png" }));
        const event = type === "paste"
          ? new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
        return !document.body.dispatchEvent(event);
      }
      """;

  private static final String COPY =
      """
      () => {
        const texts = document.querySelectorAll("[data-test=message-text]");
        const range = document.createRange();
        range.setStart(texts[0], 0);
        range.setEnd(texts[texts.length - 1], 1);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        const data = new DataTransfer();
        const event = new ClipboardEvent("copy",
          { clipboardData: data, bubbles: true, cancelable: true });
        texts[0].dispatchEvent(event);
        return data.getData("text/plain");
      }
      """;

  private static final String SMALL_TYPE =
      """
      [...document.querySelectorAll("body *")]
        .filter((node) => [...node.childNodes].some(
          (child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim() !== ""))
        .filter((node) => parseFloat(getComputedStyle(node).fontSize) < 12)
        .map((node) => node.className || node.localName)
      """;

  private static final String SMALL_TARGETS =
      """
      [...document.querySelectorAll("button, a.room-item, input:not([type=radio]), select")]
        .filter((node) => node.checkVisibility({ visibilityProperty: true }))
        .filter((node) => !node.matches(".skip-link, .scrim, .link-button"))
        .map((node) => [node, node.getBoundingClientRect()])
        .filter(([, { width, height }]) => width > 1 && (height < 43.9 || width < 43.9))
        .map(([node, { width, height }]) => `${node.className} ${width}x${height}`)
      """;

  @RegisterExtension
  final Visitors visitors = new Visitors().withServiceWorker().with("PRESENCE_GRACE", "0s");

  @Test
  void aRefusedMessageIsEditedWithTheNameItWasFor() {
    Visitor ada = visitors.enter("Ada");
    ada.say("@Nobody are you there?");
    assertThat(ada.see("edit")).isVisible();
    ada.show("refused");
    ada.see("edit").click();
    assertThat(ada.see("composer")).hasValue("@Nobody are you there?");
    assertThat(ada.see("composer")).isFocused();
    assertThat(ada.see("message")).hasCount(0);
    ada.page().reload();
    ada.inside();
    assertThat(ada.see("composer")).hasValue("@Nobody are you there?");
    assertThat(ada.see("message")).hasCount(0);

    ada.say("@Ada to myself");
    assertThat(ada.page().locator(".failed"))
        .hasText("Not sent: You can’t send yourself a private message.");
    assertThat(ada.see("retry")).hasCount(0);
  }

  @Test
  void aWaitingMessageIsTakenBack() {
    Visitor ada = visitors.enterByCable("Ada");
    visitors.loseNetwork(ada);
    ada.say("Never mind");
    ada.say("But this");
    ada.message("Never mind").getByTestId("withdraw").click();
    assertThat(ada.message("Never mind")).hasCount(0);
    assertThat(ada.see("composer")).hasValue("Never mind");
    ada.show("withdrawn");
    visitors.findNetwork(ada);
    ada.reads("But this");
    ada.page().reload();
    ada.inside();
    ada.reads("But this");
    assertThat(ada.message("Never mind")).hasCount(0);
  }

  @Test
  void filesDoNotReplaceThePage() {
    Visitor ada = visitors.come("Ada");
    assertThat(ada.see("entry-go")).isVisible();
    assertEquals(true, ada.page().evaluate(TRANSFER, "drop"));
    assertEquals(true, ada.page().evaluate(TRANSFER, "dragover"));
    ada.enter();
    assertEquals(true, ada.page().evaluate(TRANSFER, "drop"));
    assertThat(ada.see("attachment")).hasCount(1);
  }

  @Test
  void severalMessagesAreCopiedAsLinesWithTheirFences() {
    Visitor ada = visitors.enter("Ada");
    ada.say("Look at `this`");
    ada.say("A mistake");
    ada.reads("A mistake").hover();
    ada.message("A mistake").getByTestId("message-more").click();
    ada.see("delete-message").click();
    ada.say("```\nint x;\n```");
    ada.say("Done");
    ada.reads("Done");
    String time = "\\d\\d:\\d\\d";
    String copied = (String) ada.page().evaluate(COPY);
    assertTrue(
        copied.matches(
            "Ada, "
                + time
                + ": Look at `this`\nAda, "
                + time
                + ":\n```\nint x;\n```\nAda, "
                + time
                + ": Done"),
        copied);
  }

  @Test
  void aCrowdThatComesFoldsAndANewNameIsTold() {
    Visitor ada = visitors.enter("Ada");
    List<Script> crowd = new ArrayList<>();
    try {
      for (int count = 0; count < 12; count++) {
        crowd.add(new Script(visitors.port(), "general"));
      }
      assertThat(ada.see("notice", "and 9 others joined")).isVisible(); // the first few are rows
      assertThat(ada.page().locator(".row-day ~ [data-test=notice]")).hasCount(1);
      Visitor bob = visitors.enter("Bob");
      assertThat(ada.see("member", "Bob")).isVisible();
      bob.see("rename").click();
      bob.see("rename-input").fill("Robert");
      bob.see("rename-save").click();
      assertThat(ada.see("notice", "Bob is now Robert")).isVisible();
    } finally {
      crowd.forEach(Script::close);
    }
  }

  @Test
  void aNameAtTheBeginningSaysInBothDirectionsWhoWillReadIt() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    assertThat(ada.see("member", "Bob")).isVisible();
    ada.write(" @Bob could you");
    assertThat(ada.see("private-hint")).containsText("Everyone in this room will see this.");
    ada.show("public-hint");
    ada.write("@Bob: could you");
    assertThat(ada.see("private-hint")).containsText("Everyone in this room will see this.");
    ada.see("make-public").click();
    assertThat(ada.see("composer")).hasValue("@Bob could you");
    assertThat(ada.see("private-hint")).containsText("Only Bob will see this.");
    ada.see("composer").press("Enter");
    assertThat(bob.room("Ada").getByTestId("unread")).hasText("1");
    ada.write("@Bob ");
    assertThat(ada.see("private-hint")).isHidden();
    ada.write("Hello @Bob");
    assertThat(ada.see("private-hint")).isHidden();
  }

  @Test
  void aPrivateMessageShowsOnAPhoneWithinTheRoom() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    assertThat(bob.see("member", "Ada")).isVisible();
    bob.say("@Ada one");
    bob.say("@Ada two");
    assertThat(ada.see("toast")).hasCount(1);
    assertThat(ada.see("toast")).containsText("Bob, privately: two");
    ada.show("phone-private-toast");
    ada.see("toast").locator("button").tap();
    assertThat(ada.see("room-title")).hasText("Bob");
  }

  @Test
  void aDrawerGivesTheFocusToTheCurrentRoomWhileItMoves() {
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    ada.see("entry-go").tap();
    assertThat(ada.see("room-title")).hasText("General");
    ada.page()
        .emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    ada.see("open-rooms").tap();
    assertThat(ada.page().locator("[aria-current=page]")).isFocused();
  }

  @Test
  void notificationsAreTurnedOffAndOnAgain() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context()
        .addInitScript(
            "globalThis.Notification = class { static permission = 'granted'; close() {} };");
    ada.open(visitors.address());
    ada.enter();
    ada.page().getByTitle("Turn notifications off").click();
    assertThat(ada.see("toast")).hasText("Notifications are off.");
    ada.page().reload();
    ada.inside();
    assertThat(ada.page().getByTitle("Turn notifications on")).isVisible();
  }

  @Test
  void anOwnMessageShowsTheServersTimeFromTheStart() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context()
        .addInitScript(
            "const Real = Date; const ahead = 3 * 3600000; globalThis.Date = class extends Real {"
                + " constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + ahead); }"
                + " static now() { return Real.now() + ahead; } };"
                + " globalThis.realNow = () => Real.now();");
    ada.open(visitors.cable().address());
    ada.enter();
    visitors.loseNetwork(ada);
    ada.say("What time is it?");
    Locator time = ada.message("What time is it?").locator("time");
    long shown =
        ((Number) time.evaluate("(time) => Math.abs(Date.parse(time.dateTime) - realNow())"))
            .longValue();
    assertTrue(shown < 3_600_000, shown + " ms from the server's clock");
  }

  @Test
  void forcedColoursLeaveSignsOfWhatColoursSaid() {
    Visitor ada = visitors.enter("Ada");
    Visitor bob = visitors.enter("Bob");
    ada.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    bob.say("Hello, @Ada");
    bob.say("@Ada between us");
    assertThat(ada.room("Bob").getByTestId("unread")).hasText("1");
    assertThat(ada.page().locator("[aria-current=page]")).hasCSS("outline-style", "solid");
    assertThat(ada.page().locator(".message.is-mention")).hasCSS("border-left-width", "4px");
    assertThat(ada.room("Bob").getByTestId("unread")).hasCSS("forced-color-adjust", "none");
    assertThat(ada.room("Bob").locator(".presence")).hasCSS("forced-color-adjust", "none");
    ada.photograph("forced-colours");
  }

  @Test
  void whatIsPrintedIsTheRoom() {
    Visitor ada = visitors.enter("Ada");
    for (int line = 1; line <= 40; line++) {
      ada.say("Line " + line + ".");
    }
    ada.reads("Line 40.");
    ada.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(ada.page().locator(".sidebar")).isHidden();
    assertThat(ada.page().locator(".composer")).isHidden();
    assertThat(ada.see("room-title")).isVisible();
    assertEquals(
        true,
        ada.see("message-list").evaluate("(list) => list.clientHeight === list.scrollHeight"));
    ada.photograph("print");
  }

  @Test
  void typeIsLargeEnoughAndTargetsAreAsBigAsAFinger() {
    Visitor bob = visitors.enter("Bob");
    Visitor ada = visitors.comeByPhone("Ada", visitors.address());
    assertEquals(List.of(), ada.page().evaluate(SMALL_TYPE));
    assertEquals(List.of(), ada.page().evaluate(SMALL_TARGETS));
    ada.see("entry-name").fill("Ada");
    ada.see("entry-go").tap();
    bob.say("Hello, @Ada");
    ada.reads("Hello").getByTestId("message-text").tap();
    assertEquals(List.of(), ada.page().evaluate(SMALL_TYPE));
    assertEquals(List.of(), ada.page().evaluate(SMALL_TARGETS));
    ada.see("open-rooms").tap();
    assertThat(ada.see("room-list")).isInViewport();
    assertEquals(List.of(), ada.page().evaluate(SMALL_TARGETS));
    ada.show("phone-targets");
  }

  /** Breakpoints in rem count in the reader's own font size. */
  @Test
  void noWidthOfTheStylesIsInPixels() throws Exception {
    try (Stream<Path> files = Files.list(STYLES)) {
      List<String> found = new ArrayList<>();
      for (Path file : files.toList()) {
        Files.readString(file)
            .lines()
            .filter(line -> line.matches("@media.*width: *\\d+px.*"))
            .forEach(line -> found.add(file.getFileName() + ": " + line));
      }
      assertEquals(List.of(), found);
    }
  }

  @Test
  void aLinkToARoomSaysItsName() {
    Visitor ada =
        visitors.come("Ada", visitors.address() + "?room=the-nerd-nook", new NewContextOptions());
    assertThat(ada.see("entry-go")).hasText("Enter The Nerd Nook");
  }

  @Test
  void registeringSaysThatALostPasswordIsLost() {
    Visitor ada = visitors.come("Ada");
    ada.see("tab-register").click();
    assertThat(ada.see("register-password"))
        .hasAccessibleDescription(Pattern.compile("A lost password can’t be reset for now\\."));
  }
}
