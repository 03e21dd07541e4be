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
          "js/words", Set.of("js/lib"),
          "js/lib", Set.of("js/lib", "js/words"),
          "js/net", Set.of("js/net", "js/lib"),
          "js/state", Set.of("js/state", "js/net", "js/lib"),
          "js/view", Set.of("js/view", "js/state", "js/net", "js/lib"));

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
  private static final Pattern DOM =
      Pattern.compile("\\b(?:document|window)\\b\\.|\\bHTMLElement\\b|\\brequestAnimationFrame\\b");
  private static final Pattern MARKUP =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|setHTML|DOMParser|\\beval\\b"
              + "|new Function|createContextualFragment");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

  @Test
  void eachFolderImportsOnlyWhatItMaySee() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path module : modules("js")) {
      String folder = folderOf(module);
      var imports = IMPORT.matcher(Files.readString(module));
      while (imports.find()) {
        Path imported = module.getParent().resolve(imports.group(1)).normalize();
        assertTrue(Files.isRegularFile(imported), () -> module + " imports " + imported);
        if (!folder.equals("js") && !SEES.get(folder).contains(folderOf(imported))) {
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
    Set<String> later = imports("js/chat.js");
    later.add("js/chat.js");
    later.removeAll(first);
    assertEquals(first, preloads(html.substring(0, chat)));
    assertEquals(later, preloads(html.substring(chat)));
  }

  private static Set<String> preloads(String html) {
    return Pattern.compile("rel=\"modulepreload\" href=\"([^\"]+)\"")
        .matcher(html)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
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
        String name = PAGE.normalize().relativize(imported).toString().replace('\\', '/');
        if (found.add(name)) {
          left.add(name);
        }
      }
    }
    return found;
  }

  @Test
  void neitherTheConnectionNorTheStateKnowsAPage() throws IOException {
    for (String folder : List.of("js/net", "js/state")) {
      for (Path module : modules(folder)) {
        assertFalse(DOM.matcher(code(module)).find(), module::toString);
      }
    }
  }

  /** Each of these throws, rejects or is absent in some browser or setting. */
  @Test
  void whatABrowserMayRefuseIsTouchedByItsOneGuardedModule() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path module : modules("js")) {
      String path = PAGE.relativize(module).toString().replace('\\', '/');
      String code = code(module);
      FACILITIES.forEach(
          (facility, guard) -> {
            if (!guard.equals(path) && Pattern.compile(facility).matcher(code).find()) {
              wrong.add(path + " uses " + facility);
            }
          });
    }
    // Runs before any module could be loaded, and guards what it reads itself.
    wrong.remove("js/first.js uses \\blocalStorage\\b");
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
      boolean isComposer = List.of("composer.js", "mention-menu.js").contains(name);
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

  private static String folderOf(Path module) {
    return PAGE.relativize(module.getParent()).toString().replace('\\', '/');
  }

  private static String code(Path module) throws IOException {
    return COMMENT.matcher(Files.readString(module)).replaceAll("");
  }
}
