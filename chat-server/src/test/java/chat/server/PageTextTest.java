package chat.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All texts of the page are in dictionaries: one per language in js/i18n, and in features that load
 * on demand.
 */
final class PageTextTest {
  private static final Path PAGE =
      Path.of("..", "chat-web", "src", "main", "resources", "META-INF", "resources");

  /** Texts for browsers without scripts and for crawlers, which no script can translate. */
  private static final Pattern SPEAKS_ENGLISH =
      Pattern.compile(
          "<noscript>.*?</noscript>|<p class=\"stray\">.*?</p>|<title>Chat</title>|<!--.*?-->"
              + "|<meta name=\"description\".*?/>",
          Pattern.DOTALL);

  private static final Pattern SHOWN_ATTRIBUTE =
      Pattern.compile("\\s(?:title|placeholder|aria-label|alt)=\"[^\"]*\"");

  /**
   * What may hold quotes: comments, errors of the program's own, regular expressions, and the
   * literals that are looked for.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "/\\*(?s:.*?)\\*/|//[^\n]*|new Error\\([^)]*\\)"
              + "|(?<=[=(,:]\\s?)/(?:[^/\\\\\n\\[]|\\\\.|\\[(?:[^\\]\\\\\n]|\\\\.)*+\\])++/"
              + "|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)*+'|`(?:[^`\\\\]|\\\\.)*+`");

  /**
   * A capital letter, punctuation of prose or a letter beyond ASCII (but a dot between parts): what
   * code has no use for.
   */
  private static final Pattern PROSE =
      Pattern.compile("\\b[A-Z][a-z]+|[a-z] [a-z]+[.!?…]|[^\\x00-\\x7f·]");

  /** Technical names that begin with a capital letter. */
  private static final Set<String> NAMES =
      Set.of(
          "\"Apple Color Emoji\", \"Segoe UI Emoji\", \"Noto Color Emoji\", \"Twemoji Mozilla\","
              + " sans-serif",
          "Enter",
          "ArrowLeft",
          "ArrowRight",
          "Authorization",
          "Bearer ",
          "Retry-After",
          "Escape",
          "Tab",
          "ArrowUp",
          "ArrowDown",
          "Home",
          "End",
          "Disconnected",
          "Refusal",
          "Unreachable",
          "Notification",
          "Content-Type",
          "Files",
          "Edge",
          "Opera",
          "Samsung Internet",
          "Firefox",
          "Chrome",
          "Safari",
          "Android",
          "iPhone",
          "iPad",
          "Windows",
          "Mac",
          "ChromeOS",
          "Linux");

  @Test
  void theMarkupContainsNoText() throws IOException {
    String html =
        SPEAKS_ENGLISH.matcher(Files.readString(PAGE.resolve("index.html"))).replaceAll("");

    assertEquals(List.of(), all(SHOWN_ATTRIBUTE, html));
    assertEquals("", html.replaceAll("(?s)<[^>]*>", "").strip());
  }

  @Test
  void theModulesContainNoText() throws IOException {
    List<String> found = new ArrayList<>();
    int literals = 0;
    for (Path module : modules()) {
      for (String literal : all(TOKEN, Files.readString(module))) {
        if (!"\"'`".contains(literal.substring(0, 1))) {
          continue;
        }
        literals++;
        String text = literal.substring(1, literal.length() - 1).replaceAll("\\$\\{[^}]*}", "");
        if (!NAMES.contains(text) && PROSE.matcher(text).find()) {
          found.add(module.getFileName() + ": " + literal);
        }
      }
    }
    assertEquals(List.of(), found);
    assertTrue(literals > 500, "literals are found at all: " + literals);
  }

  @Test
  void theMarkupUsesExistingWordsAndEveryWordIsUsed() throws IOException {
    Set<String> there = new TreeSet<>();
    for (Path dictionary : dictionaries("en")) {
      groups(WORD, Files.readString(dictionary)).forEach(word -> assertTrue(there.add(word), word));
    }
    String html = Files.readString(PAGE.resolve("index.html"));
    Set<String> named =
        groups(Pattern.compile("data-(?:word|label|hint)=\"(\\w+)\""), html)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> used = new TreeSet<>(named);
    for (Path module : modules()) {
      String code = Files.readString(module);
      groups(Pattern.compile("words\\.(\\w+)"), code).forEach(used::add);
      there.stream().filter(word -> code.contains('"' + word + '"')).forEach(used::add);
    }

    named.removeAll(there);
    assertEquals(Set.of(), named, "named and not there");
    there.removeAll(used);
    there.removeAll(Set.of("joined", "left")); // the kinds of notices
    assertEquals(Set.of(), there, "there and not used");
  }

  @Test
  void theMarkupListsTheExistingLanguages() throws IOException {
    String html = Files.readString(PAGE.resolve("index.html"));
    String listed =
        groups(Pattern.compile("data-languages=\"([^\"]*)\""), html).findFirst().orElseThrow();
    Set<String> languages = Set.of(listed.split(" "));
    Map<Path, Set<String>> found = new TreeMap<>();
    for (Path dictionary : dictionaries("[a-z]{2}")) {
      found
          .computeIfAbsent(dictionary.getParent(), folder -> new TreeSet<>())
          .add(dictionary.getFileName().toString().replace(".js", ""));
    }
    assertTrue(found.containsKey(PAGE.resolve("js/i18n")), found::toString);
    found.forEach((folder, tags) -> assertEquals(languages, tags, folder.toString()));
  }

  private static final Pattern WORD = Pattern.compile("(?m)^  ([a-zA-Z]+):");

  private static List<Path> dictionaries(String language) throws IOException {
    try (Stream<Path> files = Files.walk(PAGE.resolve("js"))) {
      return files.filter(file -> isDictionary(file, language)).sorted().toList();
    }
  }

  /** Whether a file holds texts of a language. */
  private static boolean isDictionary(Path file, String language) {
    String path = PAGE.relativize(file).toString().replace('\\', '/');
    return path.matches("js/(?:i18n|features/\\w+/words)/(?:" + language + ")\\.js");
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(PAGE)) {
      return files
          .filter(file -> file.toString().endsWith(".js"))
          .filter(file -> !isDictionary(file, "[a-z]{2}"))
          .sorted()
          .toList();
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static Stream<String> groups(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(result -> result.group(1));
  }
}
