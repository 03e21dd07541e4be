package chat.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the page's code is laid out, which no compiler holds. */
final class PageModulesTest {
  private static final Path PAGE =
      Path.of("..", "chat-web", "src", "main", "resources", "META-INF", "resources");

  /** Which folders a folder may import from. */
  private static final Map<String, Set<String>> SEES =
      Map.of(
          "js/i18n", Set.of("js/i18n"),
          "js/lib", Set.of("js/lib", "js/i18n"),
          "js/net", Set.of("js/net", "js/lib"),
          "js/ui", Set.of("js/ui", "js/net", "js/lib", "js/i18n"),
          "js/features", Set.of("js/features", "js/ui", "js/net", "js/lib", "js/i18n"),
          "js/app", Set.of("js/app", "js/features", "js/ui", "js/net", "js/lib", "js/i18n"));

  /** In each feature these modules hold state, without a page. */
  private static final Pattern STATE_OF_A_FEATURE =
      Pattern.compile("js/features/\\w+/(?:commands|reducer|selectors)\\.js");

  /** Further such modules. */
  private static final Set<String> STATE =
      Set.of(
          "js/app/features.js",
          "js/app/offline-snapshot.js",
          "js/app/store.js",
          "js/features/account/account.js",
          "js/features/account/registration.js",
          "js/features/composer/draft-sync.js",
          "js/features/composer/drafts.js",
          "js/features/entry/entry-error.js",
          "js/features/entry/entry-flow.js",
          "js/features/messages/indexed-db.js",
          "js/features/messages/change-commands.js",
          "js/features/messages/changes.js",
          "js/features/messages/send-queue.js",
          "js/features/messages/send-queue-storage.js",
          "js/features/rooms/finder.js",
          "js/features/rooms/model.js",
          "js/features/rooms/public-name.js",
          "js/features/rooms/room-changed.js",
          "js/features/rooms/room-ids.js",
          "js/features/search/search.js",
          "js/features/timeline/events.js",
          "js/features/timeline/history-window.js",
          "js/features/timeline/read-marker.js",
          "js/features/timeline/room-sync.js",
          "js/features/threads/follow-sync.js",
          "js/features/threads/follows.js",
          "js/features/threads/thread-sync.js",
          "js/features/timeline/timeline.js",
          "js/features/uploads/pauses.js",
          "js/features/uploads/tus.js",
          "js/features/uploads/upload-disk.js",
          "js/features/uploads/uploads.js");

  /** What a browser may refuse, and the module that guards it. */
  private static final Map<String, String> FACILITIES =
      Map.of(
          "\\bBroadcastChannel\\b", "js/lib/channel.js",
          "\\bnavigator\\.locks\\b", "js/lib/locks.js",
          "\\bindexedDB\\b", "js/lib/databases.js",
          "\\blocalStorage\\b", "js/lib/storage.js",
          "\\bsessionStorage\\b", "js/lib/storage.js",
          "\\bnavigator\\.serviceWorker\\b", "js/lib/workers.js",
          "\\bNotification\\b", "js/lib/notifications.js",
          "\\bnavigator\\.clipboard\\b", "js/lib/clipboard.js",
          "\\bcookieEnabled\\b", "js/lib/cookies.js");

  private static final Pattern IMPORT =
      Pattern.compile(
          "^(?:import|export)\\b[^;]*? from \"([^\"]+)\";", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("^  ([a-zA-Z]+):", Pattern.MULTILINE);
  private static final Pattern USED_WORD = Pattern.compile("words\\.(\\w+)");
  private static final Pattern DOM =
      Pattern.compile(
          "(?<![\\w-])(?:document|window)\\.|\\bHTMLElement\\b|\\brequestAnimationFrame\\b");
  private static final Pattern MARKUP =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|setHTML|DOMParser|\\beval\\b"
              + "|new Function|createContextualFragment");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  @Test
  void eachFolderImportsOnlyWhatItMaySee() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path module : modules("js")) {
      String layer = layerOf(module);
      var imports = IMPORT.matcher(Files.readString(module));
      while (imports.find()) {
        Path imported = module.getParent().resolve(imports.group(1)).normalize();
        assertTrue(Files.isRegularFile(imported), () -> module + " imports " + imported);
        if (!SEES.get(layer).contains(layerOf(imported))) {
          wrong.add(module.getFileName() + " imports " + imported.getFileName());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /**
   * A module that is not preloaded is asked for a round trip later than the one that imports it.
   */
  @Test
  void theModulesOfEachSceneArePreloaded() throws IOException {
    String html = Files.readString(PAGE.resolve("index.html"));
    int chat = html.indexOf("<template id=\"chat-modules\">");
    Set<String> first = imports("main.js");
    Set<String> later = imports("js/app/chat.js");
    later.add("js/app/chat.js");
    later.removeAll(first);
    assertEquals(first, preloads(html.substring(0, chat)));
    assertEquals(later, preloads(html.substring(chat)));
  }

  private static Set<String> preloads(String html) {
    return all(Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\""), html);
  }

  /** All that a module imports, directly or not. */
  private static Set<String> imports(String root) throws IOException {
    Set<String> found = new TreeSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(root));
    while (!left.isEmpty()) {
      Path module = PAGE.resolve(left.remove());
      var imports = IMPORT.matcher(Files.readString(module));
      while (imports.find()) {
        Path imported = module.getParent().resolve(imports.group(1)).normalize();
        String name = pathOf(imported);
        if (found.add(name)) {
          left.add(name);
        }
      }
    }
    return found;
  }

  /** The words of a feature load with its dialog; other modules might use them before. */
  @Test
  void wordsOnDemandAreUsedByModulesOnDemandOfTheSameFeature() throws IOException {
    Set<String> loadedFirst = imports("main.js");
    loadedFirst.addAll(imports("js/app/chat.js"));
    Set<String> onDemand = wordsOnDemand();
    List<String> wrong = new ArrayList<>();
    for (Path module : modules("js")) {
      Path words = module.resolveSibling("words").resolve("en.js");
      boolean isOnDemand = Files.exists(words) && !loadedFirst.contains(pathOf(module));
      Set<String> own = isOnDemand ? all(WORD, Files.readString(words)) : Set.of();
      for (String word : all(USED_WORD, code(module))) {
        if (!own.contains(word) && onDemand.contains(word)) {
          wrong.add(pathOf(module) + " uses " + word);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertFalse(onDemand.isEmpty());
  }

  private static Set<String> wordsOnDemand() throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path file : modules("js/features")) {
      if (file.endsWith("words/en.js")) {
        words.addAll(all(WORD, Files.readString(file)));
      }
    }
    return words;
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void neitherTheConnectionNorTheStateKnowsAPage() throws IOException {
    STATE.forEach(path -> assertTrue(Files.exists(PAGE.resolve(path)), path));
    for (Path module : modules("js")) {
      if (!isState(pathOf(module))) {
        continue;
      }
      assertFalse(DOM.matcher(code(module)).find(), module::toString);
      var imports = IMPORT.matcher(Files.readString(module));
      while (imports.find()) {
        Path imported = module.getParent().resolve(imports.group(1)).normalize();
        String path = pathOf(imported);
        boolean isAllowed = path.startsWith("js/lib/") || isState(path);
        assertTrue(isAllowed, () -> module + " imports " + path);
      }
    }
  }

  private static boolean isState(String path) {
    return path.startsWith("js/net/")
        || STATE.contains(path)
        || STATE_OF_A_FEATURE.matcher(path).matches();
  }

  /** Each of these throws, rejects or is absent in some browser or setting. */
  @Test
  void whatABrowserMayRefuseIsTouchedByItsOneGuardedModule() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path module : modules("js")) {
      String path = pathOf(module);
      String code = code(module);
      FACILITIES.forEach(
          (facility, guard) -> {
            if (!guard.equals(path) && Pattern.compile(facility).matcher(code).find()) {
              wrong.add(path + " uses " + facility);
            }
          });
    }
    // Runs before any module could be loaded, and guards what it reads itself.
    wrong.remove("js/app/boot.js uses \\blocalStorage\\b");
    assertEquals(List.of(), wrong);
  }

  /** An input method's keys are its own, and the browser's undo is what people wrote. */
  @Test
  void keysAreHeardAndTextIsChangedInOnePlace() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path module : modules("js")) {
      String name = module.getFileName().toString();
      String code = code(module);
      if (!name.equals("keys.js") && code.contains("addEventListener(\"keydown\"")) {
        wrong.add(name + " hears keys");
      }
      boolean isComposer = List.of("composer.js", "completion-menu.js").contains(name);
      if (isComposer && Pattern.compile("\\.value = |setRangeText").matcher(code).find()) {
        wrong.add(name + " changes a text");
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void textNeverReachesThePageAsMarkup() throws IOException {
    for (Path module : modules("")) {
      assertFalse(MARKUP.matcher(code(module)).find(), module::toString);
    }
  }

  private static List<Path> modules(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(PAGE.resolve(folder))) {
      List<Path> modules = files.filter(file -> file.toString().endsWith(".js")).toList();
      assertFalse(modules.isEmpty());
      return modules;
    }
  }

  private static String pathOf(Path file) {
    return PAGE.normalize().relativize(file.normalize()).toString().replace('\\', '/');
  }

  /** The folder of a module directly below js. */
  private static String layerOf(Path module) {
    return Path.of(pathOf(module)).subpath(0, 2).toString().replace('\\', '/');
  }

  private static String code(Path module) throws IOException {
    return COMMENT.matcher(Files.readString(module)).replaceAll("");
  }
}
