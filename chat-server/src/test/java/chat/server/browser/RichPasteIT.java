package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Formatted text that is pasted becomes text with marks. */
final class RichPasteIT {
  private static final String HTML = "a <b>bold</b> <a href='https://plan.example/'>plan</a>";
  private static final String PLAIN = "a bold plan";
  private static final String MARKED = "a **bold** [plan](https://plan.example/)";

  private static final String COPY =
      """
      ([html, plain]) => navigator.clipboard.write([new ClipboardItem({
        "text/html": new Blob([html], { type: "text/html" }),
        "text/plain": new Blob([plain], { type: "text/plain" }),
      })])
      """;

  /** As the browser would with what no browser's own copying leaves in: it is pasted as it is. */
  private static final String PASTE =
      """
      (field, [html, plain]) => {
        const data = new DataTransfer();
        data.setData("text/html", html);
        data.setData("text/plain", plain);
        field.dispatchEvent(new ClipboardEvent("paste",
          { clipboardData: data, bubbles: true, cancelable: true }));
      }
      """;

  @RegisterExtension final Visitors visitors = new Visitors();

  @Test
  void formattingBecomesMarksAndUndoTakesThemBack() {
    Visitor ada = enter();
    Keyboard keys = ada.page().keyboard();
    Locator composer = ada.see("composer");
    copy(ada, HTML, PLAIN);
    keys.type("see ");
    keys.press("Control+v");
    assertThat(composer).hasValue("see " + MARKED);
    // The first paste stands there as plain text until the code for it has come.
    keys.press("Control+z");
    assertThat(composer).hasValue("see " + PLAIN);
    keys.press("Control+z");
    assertThat(composer).hasValue("see ");
    keys.press("Control+v");
    assertThat(composer).hasValue("see " + MARKED);
    keys.press("Control+z");
    assertThat(composer).hasValue("see ");
    keys.press("Control+Shift+z");
    assertThat(composer).hasValue("see " + MARKED);
    keys.press("Enter");
    Locator message = ada.reads("see a bold");
    assertThat(message.locator("strong")).hasText("bold");
    assertThat(message.locator("a")).hasAttribute("href", "https://plan.example/");
  }

  @Test
  void theKeysForPlainTextPastePlainText() {
    Visitor ada = enter();
    Keyboard keys = ada.page().keyboard();
    copy(ada, HTML, PLAIN);
    keys.press("Control+v");
    assertThat(ada.see("composer")).hasValue(MARKED);
    keys.press("Control+a");
    keys.press("Control+Shift+v");
    assertThat(ada.see("composer")).hasValue(PLAIN);
    // Nor do marks belong into code, and text without formatting is the browser's to paste.
    ada.write("`code` and `");
    keys.press("Home");
    keys.press("ArrowRight");
    keys.press("Control+v");
    assertThat(ada.see("composer")).hasValue("`" + PLAIN + "code` and `");
    ada.write("");
    copy(ada, "<p><u>one</u></p>", "one\n\n");
    keys.press("Control+v");
    assertThat(ada.see("composer")).hasValue("one\n\n");
  }

  @Test
  void whatIsTypedWhileTheCodeForItIsOnItsWayStaysInOrder() {
    Visitor ada = enter();
    Keyboard keys = ada.page().keyboard();
    List<Route> held = new ArrayList<>();
    ada.context().route("**/rich-paste.js", held::add);
    copy(ada, HTML, PLAIN);
    keys.type("see ");
    keys.press("Control+v");
    keys.type(", please");
    ada.page().waitForCondition(() -> !held.isEmpty());
    assertThat(ada.see("composer")).hasValue("see " + PLAIN + ", please");
    held.forEach(Route::resume);
    assertThat(ada.see("composer")).hasValue("see " + MARKED + ", please");
    keys.type("!");
    assertThat(ada.see("composer")).hasValue("see " + MARKED + ", please!");
  }

  @Test
  void itStaysPlainWhereTheCodeForItIsOutOfReachOrCameTooLate() {
    Visitor ada = enter();
    ada.losesConnection();
    Keyboard keys = ada.page().keyboard();
    ada.context().route("**/rich-paste.js", Route::abort);
    copy(ada, HTML, PLAIN);
    keys.press("Control+v");
    assertThat(ada.see("composer")).hasValue(PLAIN);
    ada.context().unroute("**/rich-paste.js");
    ada.page().reload();
    ada.inside();

    List<Route> held = new ArrayList<>();
    ada.context().route("**/rich-paste.js", held::add);
    ada.write("");
    ada.see("composer").focus();
    keys.press("Control+v");
    ada.page().waitForCondition(() -> !held.isEmpty());
    keys.press("Backspace");
    held.forEach(Route::resume);
    ada.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
    assertThat(ada.see("composer")).hasValue("a bold pla");
  }

  @Test
  void aTableBecomesAlignedCodeOnLinesOfItsOwn() {
    Visitor ada = enter();
    Keyboard keys = ada.page().keyboard();
    copy(
        ada,
        "<table><tr><th>Name</th><th>Count</th></tr><tr><td>Tea</td><td>2</td></tr>"
            + "<tr><td>\u6f22\u5b57</td><td>30</td></tr></table>",
        "Name\tCount\nTea\t2\n\u6f22\u5b57\t30");
    keys.type("Look:");
    keys.press("Control+v");
    assertThat(ada.see("composer"))
        .hasValue("Look:\n```\nName  Count\n----  -----\nTea   2\n\u6f22\u5b57  30\n```");
    ada.show("pasted-table");
    keys.press("Enter");
    assertThat(ada.reads("Look:").locator("pre code")).containsText("Tea   2");
  }

  @Test
  void theEditorTakesItTooAndNothingOfItReachesThePageAsMarkup() {
    Visitor ada = enter();
    Keyboard keys = ada.page().keyboard();
    ada.say("mine");
    ada.reads("mine");
    ada.see("composer").press("ArrowUp");
    copy(ada, "<ul><li>one<li><i>two</i></ul>", "one\ntwo");
    ada.see("edit-input").fill("");
    keys.press("Control+v");
    assertThat(ada.see("edit-input")).hasValue("- one\n- *two*");

    List<String> asked = new ArrayList<>();
    ada.page().onRequest(request -> asked.add(request.url()));
    ada.see("edit-input").fill("");
    ada.see("edit-input")
        .evaluate(
            PASTE,
            List.of(
                "<b id=leak>b</b><img src=/leak.png onerror='globalThis.leak = 1'>"
                    + "<script>globalThis.leak = 1</script><iframe src=/leak></iframe>"
                    + "<style>@import '/leak.css'</style><a href='javascript:leak = 1'>link</a>"
                    + "<svg onload='leak = 1'></svg> &lt;img src=/leak.png&gt;",
                "b"));
    assertThat(ada.see("edit-input")).hasValue("**b**link <img src=/leak.png>");
    ada.see("edit-input").press("Enter");
    ada.reads("<img src=/leak.png>");
    assertNull(ada.page().evaluate("globalThis.leak ?? null"));
    assertThat(ada.page().locator("#leak")).hasCount(0);
    assertEquals(List.of(), asked.stream().filter(url -> url.contains("leak")).toList());
  }

  private Visitor enter() {
    Visitor ada = visitors.arrive("Ada", new NewContextOptions());
    ada.context().addInitScript("delete Navigator.prototype.serviceWorker");
    ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ada.open(visitors.address());
    return ada.enter();
  }

  private static void copy(Visitor visitor, String html, String plain) {
    visitor.page().evaluate(COPY, List.of(html, plain));
  }
}
