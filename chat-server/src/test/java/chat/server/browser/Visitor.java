package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody at the page: what they see and do, in words of the chat. Confined to the test's thread.
 */
final class Visitor implements AutoCloseable {
  private static final String REPORT_VIOLATIONS =
      "addEventListener('securitypolicyviolation', (event) =>"
          + " console.error(`${event.violatedDirective} forbids ${event.blockedURI}`))";

  private static final String OVERHANG =
      """
      () => {
        const boxes = document.querySelectorAll(".dialog, .dialog-body, .dialog-body *");
        const wide = [...boxes].filter((box) => {
          const { display, overflowX } = getComputedStyle(box);
          return display !== "inline" && overflowX === "visible";
        });
        const over = (box) => box.scrollWidth - box.clientWidth;
        return Math.max(...[document.documentElement, ...wide].map(over));
      }
      """;

  private final String name;
  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();
  private Page page;
  private boolean losesConnection;
  private boolean isRefused;

  Visitor(String name, BrowserContext context) {
    this.name = name;
    this.context = context;
    context.addInitScript(REPORT_VIOLATIONS);
    context.onPage(this::watch);
    this.page = context.newPage();
  }

  private void watch(Page watched) {
    watched.onConsoleMessage(this::heard);
    watched.onPageError(complaints::add);
  }

  private void heard(ConsoleMessage message) {
    boolean isBad = message.type().equals("error") || message.type().equals("warning");
    boolean isLoss =
        message.text().startsWith("WebSocket connection to")
            || message.text().contains("net::ERR_");
    boolean isRefusal =
        message.text().startsWith("Failed to load resource: the server responded with a status of");
    if (isBad && !(losesConnection && isLoss) && !(isRefused && isRefusal)) {
      complaints.add(message.text());
    }
  }

  String name() {
    return name;
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** What the pages complained of so far. */
  List<String> complaints() {
    return complaints;
  }

  /** From now on the browser may say that it does not reach the server. */
  void losesConnection() {
    losesConnection = true;
  }

  /** From now on the browser may say that the server refused a request. */
  Visitor isRefused() {
    isRefused = true;
    return this;
  }

  void open(String link) {
    page.navigate(link);
  }

  /** Another tab of the same browser, which is looked at from now on; the former tab. */
  Page openTab(String link) {
    Page before = page;
    page = context.newPage();
    open(link);
    return before;
  }

  /** Looks at another tab. */
  void turnTo(Page tab) {
    page = tab;
    page.bringToFront();
  }

  /** Types the name and goes in. */
  Visitor enter() {
    see("entry-name").fill(name);
    see("entry-go").click();
    return inside();
  }

  /** Fills the form to register, wherever it is in sight, and sends it. */
  Visitor register(String password) {
    see("register-name").fill(name);
    see("register-password").fill(password);
    see("register-go").click();
    return this;
  }

  /** Signs in on the first screen. */
  Visitor signIn(String password) {
    see("tab-signIn").click();
    see("sign-in-name").fill(name);
    see("sign-in-password").fill(password);
    see("sign-in-go").click();
    return this;
  }

  /** What a form says beside one of its fields. */
  Locator fault(String field, String hook) {
    return page.locator("[data-field='" + field + "'] [data-test='" + hook + "']");
  }

  /** Waits until the chat is there and a room is open. */
  Visitor inside() {
    assertThat(see("user-name")).hasText(name);
    assertThat(page.locator("[aria-current=page]")).hasCount(1);
    return this;
  }

  /** Waits until the page is kept on this device, and opens without a server. */
  void isInstalled() {
    page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  }

  /** Waits until an expression is true; the page's policy forbids Playwright's own way to do so. */
  void waitsUntil(String expression) {
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(expression)));
  }

  /** The part of the page with this test hook. */
  Locator see(String hook) {
    return page.getByTestId(hook);
  }

  /** The parts of the page with this test hook that show a text. */
  Locator see(String hook, String text) {
    return see(hook).filter(new FilterOptions().setHasText(text));
  }

  /** A room in the list, by its name alone. */
  Locator room(String named) {
    Locator called = page.locator(".room-name:text-is('" + named + "')");
    return see("room-item").filter(new FilterOptions().setHas(called));
  }

  void goTo(String room) {
    room(room).click();
    isIn(room);
  }

  void isIn(String room) {
    assertThat(see("room-title")).hasText(room);
    assertThat(room(room)).hasAttribute("aria-current", "page");
  }

  void write(String text) {
    see("composer").fill(text);
  }

  void say(String text) {
    write(text);
    see("composer").press("Enter");
  }

  /** A message in the list, by a part of its text. */
  Locator message(String text) {
    return page.locator(
        "[data-test=message]",
        new Page.LocatorOptions()
            .setHas(
                page.locator(
                    "[data-test=message-text]", new Page.LocatorOptions().setHasText(text))));
  }

  /** Sees this message once, with its place in the log. */
  Locator reads(String text) {
    Locator message = message(text);
    assertThat(message).hasCount(1);
    assertThat(message).hasAttribute("data-state", "sent");
    assertThat(message).hasAttribute("data-seq", Pattern.compile("\\d+"));
    return message;
  }

  /** How far the page, or a dialog in it, is wider than there is room for, in CSS pixels. */
  int overhang() {
    return ((Number) page.evaluate(OVERHANG)).intValue();
  }

  /** Takes a picture of what is shown, in which nothing sticks out and nothing hinders anybody. */
  void show(String title) {
    photograph(title);
    assertEquals(0, overhang(), title);
    Axe.findsNothing(page, title);
  }

  void photograph(String title) {
    String file = title.replaceAll("[^A-Za-z0-9-]+", "") + (isFailure(title) ? "-" + name : "");
    try {
      Path path = Path.of("target", "screenshots", file + ".png");
      page.screenshot(new ScreenshotOptions().setPath(path));
    } catch (PlaywrightException e) {
      if (!isFailure(title)) {
        throw e;
      }
    }
  }

  private static boolean isFailure(String title) {
    return title.startsWith("failed-");
  }

  @Override
  public void close() {
    context.close();
  }
}
