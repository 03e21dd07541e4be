package chat.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page on the device: it opens without a server, and gives way to a newer one as a whole. */
final class InstallIT {
  private static final String CACHES =
      "async () => (await caches.keys()).filter((name) => name.startsWith('chat-shell ')).sort()";
  private static final String CACHED =
      "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
          + " (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname))))"
          + ".flat()";
  private static final String BOTH =
      "() => [document.querySelector('#one').dataset.version,"
          + " document.querySelector('#two').dataset.version]";

  @RegisterExtension final Visitors visitors = new Visitors().withServiceWorker().elsewhere();
  @TempDir private Path folder;
  private Host host;

  @BeforeEach
  void start() throws Exception {
    host = new Host(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void theBrowserFindsNothingThatHindersInstalling() {
    Visitor ada = enter("Ada");
    ada.isInstalled();

    JsonArray errors =
        ada.context()
            .newCDPSession(ada.page())
            .send("Page.getInstallabilityErrors")
            .getAsJsonArray("installabilityErrors");
    List<String> hindrances = new ArrayList<>();
    errors.forEach(each -> hindrances.add(each.getAsJsonObject().get("errorId").getAsString()));
    hindrances.remove("in-incognito"); // the test's own profile is one
    assertEquals(List.of(), hindrances);
    for (JsonObject icon : icons(ada)) {
      APIResponse image =
          ada.context().request().get(host.address() + icon.get("src").getAsString());
      assertEquals(icon.get("type").getAsString(), image.headers().get("content-type"));
    }
  }

  private List<JsonObject> icons(Visitor visitor) {
    String manifest =
        visitor.context().request().get(host.address() + "manifest.webmanifest").text();
    List<JsonObject> icons = new ArrayList<>();
    JsonParser.parseString(manifest)
        .getAsJsonObject()
        .getAsJsonArray("icons")
        .forEach(icon -> icons.add(icon.getAsJsonObject()));
    for (String size : List.of("192x192", "512x512")) {
      for (boolean maskable : new boolean[] {false, true}) {
        assertTrue(
            icons.stream()
                .anyMatch(
                    icon ->
                        icon.get("sizes").getAsString().equals(size)
                            && icon.has("purpose") == maskable));
      }
    }
    return icons;
  }

  @Test
  void nothingThatPeopleSayIsInTheCaches() {
    Visitor ada = enter("Ada");
    ada.isInstalled();
    ada.say("Between us");
    ada.reads("Between us");
    ada.page().evaluate("fetch('api/rooms').then((answer) => answer.text())");
    ada.page().reload();
    ada.inside();
    ada.page().evaluate("fetch('api/rooms').then((answer) => answer.text())");
    ada.page().evaluate("fetch('healthz').then((answer) => answer.text())");

    List<?> paths = (List<?>) ada.page().evaluate(CACHED);
    assertTrue(paths.contains("/main.js") && paths.contains("/index.html"), paths::toString);
    assertTrue(
        paths.stream().noneMatch(path -> path.toString().matches("/(api|ws|healthz).*")),
        paths::toString);
  }

  /** Most devices need it in one language, if at all. */
  @Test
  void theDataOfEmojiIsKeptWhenItHasBeenUsed() throws Exception {
    Visitor ada = enter("Ada");
    ada.isInstalled();
    ada.page().reload();
    ada.inside();
    assertEquals(List.of(), cachedEmoji(ada));
    ada.see("emoji-button").click();
    assertThat(ada.see("emoji-cell").first()).isVisible();
    ada.page().waitForCondition(() -> cachedEmoji(ada).equals(List.of("/emoji/en.txt")));

    host.kill();
    ada.page().reload();
    ada.inside();
    ada.see("emoji-button").click();
    assertThat(ada.see("emoji-cell").first()).isVisible();
  }

  private static List<?> cachedEmoji(Visitor visitor) {
    return ((List<?>) visitor.page().evaluate(CACHED))
        .stream().filter(path -> path.toString().startsWith("/emoji/")).toList();
  }

  @Test
  void aNewVersionIsOfferedTakenAsAWholeAndTheOldOneGoes() throws Exception {
    Path first = version("first");
    Path second = version("second");
    host.stop();
    host.become(first);
    host.start();
    Visitor ada = enter("Ada");
    ada.isInstalled();
    ada.page().reload();
    ada.inside();
    assertEquals(List.of("first", "first"), ada.page().evaluate(BOTH));
    Object caches = ada.page().evaluate(CACHES);

    host.stop();
    host.become(second);
    host.start();
    ada.page().evaluate("dispatchEvent(new Event('online'))");
    assertThat(ada.see("toast", "A new version is available.")).isVisible();
    assertEquals(List.of("first", "first"), ada.page().evaluate(BOTH));
    // What the open page still loads is of its own version.
    assertEquals("first", ada.page().evaluate(versionOf("js/i18n/words.js")));
    Page old = ada.openTab(host.address());
    ada.inside();
    assertEquals(List.of("second", "second"), ada.page().evaluate(BOTH));
    assertEquals("second", ada.page().evaluate(versionOf("js/i18n/words.js")));
    assertEquals(2, ((List<?>) ada.page().evaluate(CACHES)).size());

    ada.turnTo(old);
    ada.page().reload();
    ada.inside();
    assertEquals(List.of("second", "second"), ada.page().evaluate(BOTH));
    ada.page()
        .waitForCondition(
            () -> {
              ada.page().reload();
              List<?> left = (List<?>) ada.page().evaluate(CACHES);
              return left.size() == 1 && !left.equals(caches);
            });
    host.kill();
    ada.page().reload();
    ada.inside();
    assertEquals(List.of("second", "second"), ada.page().evaluate(BOTH));
  }

  private static String versionOf(String file) {
    return "fetch('"
        + file
        + "').then((answer) => answer.text()).then((text) =>"
        + " /(first|second)$/.exec(text.trim())[1])";
  }

  /** The server with a page of another version: two of its modules tell which. */
  private Path version(String name) throws Exception {
    Path jar = folder.resolve(name + ".jar");
    Files.copy(Path.of(System.getProperty("chat.jar")), jar);
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      tell(files, "main.js", "one", name);
      tell(files, "js/i18n/words.js", "two", name);
    }
    return jar;
  }

  private static void tell(FileSystem jar, String file, String id, String name) throws Exception {
    Path path = jar.getPath("META-INF/resources", file);
    String script =
        Files.readString(path)
            + String.format(
                "\ndocument.head.append(Object.assign(document.createElement('meta'), { id: '%s' }));"
                    + "\ndocument.getElementById('%s').dataset.version = '%s';\n// %s\n",
                id, id, name, name);
    Files.write(path, script.getBytes(StandardCharsets.UTF_8));
  }

  private Visitor enter(String name) {
    Visitor visitor = visitors.come(name, host.address(), new NewContextOptions()).enter();
    visitor.losesConnection();
    return visitor;
  }
}
