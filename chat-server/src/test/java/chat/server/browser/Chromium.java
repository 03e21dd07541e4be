package chat.server.browser;

import chat.core.port.Patience;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The machine's own Chromium, started once for all tests. Confined to the one thread that runs
 * them.
 */
final class Chromium implements AutoCloseable {
  /** The shell first: the same engine, without windows that nobody sees. */
  private static final List<String> NAMES =
      List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

  private static final List<String> QUIETLY =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final String MISSING =
      "No Chromium on PATH, and CHROMIUM names none: the browser tests cannot run.";

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    playwright = Playwright.create();
    playwright.selectors().setTestIdAttribute("data-test");
    PlaywrightAssertions.setDefaultAssertionTimeout(Patience.MILLIS);
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions().setExecutablePath(program).setHeadless(true).setArgs(QUIETLY));
  }

  /**
   * The browser; the one that is running already, if any.
   *
   * @throws TestAbortedException if this machine has none, which CI must not overlook
   */
  static Browser running(ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    Optional<Path> program = find();
    if (program.isPresent()) {
      return store.computeIfAbsent(
              Chromium.class, key -> new Chromium(program.get()), Chromium.class)
          .browser;
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING);
    }
    store.computeIfAbsent(MISSING, Chromium::tell, String.class);
    throw new TestAbortedException(MISSING);
  }

  private static String tell(String line) {
    System.err.println(line);
    return line;
  }

  private static Optional<Path> find() {
    String named = System.getenv("CHROMIUM");
    if (named != null && !named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(Files::isExecutable);
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
